import Testing

@testable import Files

/// Archives spoilt by chance, from seeds: whatever comes, the reader answers, within its limits.
@Suite struct ArchiveFuzzTests {
    /// A generator of our own: the same seeds on every machine (SplitMix64).
    private struct Chance {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
        }
    }

    private static let base: [[UInt8]] = {
        var plain = TarBuilder()
        plain.add("cloud/", "", type: "5")
        plain.add("cloud/a.yaml", "kind: A\n")
        plain.records(["path": "cloud/b.yaml", "size": "8"])
        plain.add("b.yaml", "kind: B\n")
        plain.add("././@LongLink", String(repeating: "d/", count: 30) + "c.yaml\0", type: "L", gnu: true)
        plain.add("c", String(repeating: "c: 1\n", count: 200), gnu: true)
        plain.add(name: Array("d.yaml.gz".utf8), TarBuilder.gzip(Array("kind: D\n".utf8)))
        return [plain.archive, TarBuilder.gzip(plain.archive), TarBuilder.gzip(Array("kind: A\n".utf8))]
    }()

    /// Spoils bytes: flips, overwrites, cuts, repeats; sums of headers are sometimes set right again, so
    /// that what they guard is reached.
    private static func spoil(_ bytes: inout [UInt8], _ chance: inout Chance) {
        for _ in 0..<1 + chance.below(6) where !bytes.isEmpty {
            let place = chance.below(bytes.count)
            switch chance.below(6) {
            case 0: bytes[place] ^= 1 << UInt8(chance.below(8))
            case 1: bytes[place] = UInt8(chance.below(256))
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + chance.below(700)))
            case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 512)], at: place)
            case 4: bytes.removeLast(bytes.count - place)
            default:
                // A field of a header: name, size or type.
                let block = place & ~511
                guard block + 512 <= bytes.count else { continue }
                let field = [0, 124, 125, 130, 156, 157, 257, 345][chance.below(8)]
                bytes[block + field] = UInt8(chance.below(256))
            }
        }
        guard chance.below(2) == 0 else { return }
        for block in stride(from: 0, to: bytes.count - 511, by: 512) {
            guard bytes[block + 257..<block + 262].elementsEqual("ustar".utf8) else { continue }
            for place in 148..<156 { bytes[block + place] = 0x20 }
            let sum = bytes[block..<block + 512].reduce(0) { $0 + Int($1) }
            let text = String(sum, radix: 8)
            for (place, digit) in text.utf8.enumerated() { bytes[block + 148 + place] = digit }
        }
    }

    @Test(arguments: 0..<4)
    func spoiltArchivesAreReadOrRefused(part: Int) throws {
        let limits = FileLimits(
            maxFileBytes: 1 << 16, maxTotalBytes: 1 << 17, maxFiles: 10, maxNames: 50, maxDepth: 40)
        var (refused, taken) = (0, 0)
        for seed in 0..<1500 {
            var chance = Chance(state: UInt64(part * 1500 + seed))
            var bytes = Self.base[chance.below(Self.base.count)]
            Self.spoil(&bytes, &chance)
            do throws(FileError) {
                var total = 0
                for file in try Unpacking.files(of: ByteSources.of(bytes), path: "in", limits: limits) {
                    let name = file.relativePath
                    #expect(
                        !name.hasPrefix("/") && !name.split(separator: "/").contains(".."), "seed \(seed)")
                    total += try file.bytes().count
                }
                #expect(total <= 2 * limits.maxTotalBytes, "seed \(seed)")
                taken += 1
            } catch {
                #expect(error.path.hasPrefix("in") && !error.hint.isEmpty, "seed \(seed): \(error)")
                refused += 1
            }
        }
        // Both ways are reached, or the test would show nothing.
        #expect(refused > 200 && taken > 50, "\(refused) refused, \(taken) taken")
    }
}
