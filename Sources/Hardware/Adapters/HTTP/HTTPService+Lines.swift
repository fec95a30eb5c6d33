import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension HTTPService {
    /// Sends a request whose answer has no end of its own, and gives its lines to `each` as they come, until
    /// that wants no more; answers nil then or when the device ended it, or the whole answer where it is no
    /// success. A line is bounded as an
    /// answer is; time is bounded by `limit` for all of it. Redirects are not followed.
    func lines(
        _ call: HTTPCall, from target: Target, within limit: Duration,
        _ each: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws(HTTPFailure) -> HTTPAnswer? {
        let outcome = await withTaskGroup(of: Result<HTTPAnswer?, HTTPFailure>?.self) { group in
            group.addTask {
                do {
                    return .success(try await stream(call, target, limit, each))
                } catch let failure as HTTPFailure {
                    return .failure(failure)
                } catch {
                    return .failure(HTTPFailure(error))
                }
            }
            group.addTask {
                do { try await Task.sleep(for: limit) } catch { return nil }
                return .failure(.timedOut("no end of the answer within \(limit)"))
            }
            defer { group.cancelAll() }
            for await result in group {
                if let result { return result }
            }
            return .failure(.timedOut("cancelled"))
        }
        return try outcome.get()
    }

    private func stream(
        _ call: HTTPCall, _ target: Target, _ limit: Duration, _ each: ([UInt8]) -> Bool
    ) async throws -> HTTPAnswer? {
        let request = try Self.request(call, call.path, target)
        let response = try await client.execute(request, timeout: TimeAmount(limit))
        guard (200...299).contains(response.status.code) else { return try await Self.collected(response) }
        var line: [UInt8] = []
        for try await part in response.body {
            var rest = part.readableBytesView[...]
            while let end = rest.firstIndex(of: 0x0a) {
                line += rest[..<end]
                if !line.isEmpty, !each(line) { return nil }
                line = []
                rest = rest[(end + 1)...]
            }
            line += rest
            guard line.count <= Self.bodyLimit else {
                throw HTTPFailure.malformed("a line of more than \(Self.bodyLimit) bytes")
            }
        }
        if !line.isEmpty { _ = each(line) }
        return nil
    }
}
