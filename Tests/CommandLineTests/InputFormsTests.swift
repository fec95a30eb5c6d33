import Foundation
import Testing

/// The same cloud in whatever form it comes.
@Suite struct InputFormsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Runs a line of a shell in which `$CLOUD` is the example cloud and `$HERE` the folder of the test.
    private func shell(_ line: String) throws -> TwinProcess.Answer {
        try TwinProcess.shell(
            "CLOUD='\(TwinProcess.cloud)'; HERE='\(folder.path(""))'; TWIN='\(TwinProcess.binary.path)'; "
                + "R='--to \(TwinProcess.target) --runs 1 --no-store'; cd \"$HERE\"; \(line)", in: folder)
    }

    /// The fingerprint of an answer.
    private func fingerprint(_ answer: TwinProcess.Answer) throws -> String {
        #expect(answer.code == 0, "\(answer.error)")
        let line = try #require(answer.out.split(separator: "\n").first { $0.hasPrefix("Fingerprint") })
        return String(line)
    }

    @Test func everyFormGivesTheSameRun() throws {
        let expected = try fingerprint(try TwinProcess.rehearse(TwinProcess.cloud, in: folder))
        for line in [
            "tar cf c.tar -C \"$CLOUD\" . && $TWIN rehearse --cloud c.tar $R",
            "tar czf c.tgz --format=pax -C \"$CLOUD\" . && $TWIN rehearse --cloud c.tgz $R",
            "tar cz --format=gnu -C \"$CLOUD\" management mosk | $TWIN rehearse --cloud - $R",
            "cp -r \"$CLOUD\" packed && gzip -r packed && $TWIN rehearse --cloud packed $R",
            "mkdir two && tar czf two/management.tar.gz -C \"$CLOUD/management\" . "
                + "&& tar cf two/mosk.tar -C \"$CLOUD/mosk\" . && $TWIN rehearse --cloud two $R",
        ] {
            #expect(try fingerprint(try shell(line)) == expected, "\(line)")
        }
    }

    @Test func errorsNameArchiveMemberAndLine() throws {
        let answer = try shell(
            "cp -r \"$CLOUD\" c && printf 'apiVersion: v1\\nkind: \\n' > c/x.yaml && tar czf c.tgz c "
                + "&& $TWIN rehearse --cloud c.tgz $R")
        #expect(answer.code == 2)
        #expect(answer.error.contains("c.tgz!/c/x.yaml:2:"), "\(answer.error)")
        let link = try shell(
            "ln -s /etc/passwd c/l.yaml && tar cf l.tar c && $TWIN rehearse --cloud l.tar $R")
        #expect(link.code == 2 && link.error.contains("l.tar!/c/l.yaml: it is a link"), "\(link.error)")
        let bomb = try shell(
            "yes '# more' | head -c 60000000 | gzip -9 > b.yaml.gz && $TWIN rehearse --cloud b.yaml.gz $R")
        #expect(
            bomb.code == 2 && bomb.error.contains("b.yaml.gz: it stands for more than 256"), "\(bomb.error)")
        let nothing = try shell("$TWIN rehearse --cloud - $R < /dev/null")
        #expect(
            nothing.code == 2 && nothing.error.contains("standard input: it is empty"), "\(nothing.error)")
        let total = try shell(
            "head -c 3000000 /dev/urandom | base64 | sed 's/^/# /' | gzip > c/a.yaml.gz "
                + "&& rm c/l.yaml c/x.yaml && $TWIN rehearse --cloud c --max-total 1 $R")
        #expect(total.code == 2 && total.error.contains("bytes of YAML and JSON"), "\(total.error)")
    }

    @Test func aRunOfAnArchiveIsReplayedFromItsRecord() throws {
        for (make, cloud) in [
            ("tar czf mosk.tar.gz -C \"$CLOUD\" .", "mosk.tar.gz"),
            // The folder's own path says nothing of what is in it.
            ("mkdir -p mosk && cp -r \"$CLOUD\" mosk/cloud", "mosk/cloud"),
        ] {
            let answer = try shell(
                "\(make); $TWIN rehearse --cloud \(cloud) --to \(TwinProcess.target) --runs 1 --store s > out; "
                    + "rm -rf mosk mosk.tar.gz; $TWIN replay latest --store s")
            #expect(answer.code == 0 && answer.out.hasPrefix("equal"), "\(answer.out)\(answer.error)")
        }
    }

    @Test func aGeneratedCloudGoesStraightIntoARehearsal() throws {
        let made = try shell(
            "$TWIN generate --workers 6 --racks 2 --controllers 3 --seed 4 | $TWIN rehearse --cloud - $R")
        #expect(made.code == 0, "\(made.error)")
        #expect(made.out.contains("12 machines: 3 managers, 9 workers"), "\(made.out)")
        let wrong = try shell("$TWIN generate --release mosk-17-4-0-25")
        #expect(wrong.code == 2 && wrong.error.contains("did you mean mosk-17-4-0-25-1"), "\(wrong.error)")
        #expect(try shell("$TWIN generate --workers 3 --storage 4").code == 2)
    }

    @Test func anExportGoesOnAndCalibrates() throws {
        let kept = try shell(
            "$TWIN rehearse --cloud \"$CLOUD\" --to \(TwinProcess.target) --runs 1 --store s > out && cat out"
        )
        #expect(kept.code == 0, "\(kept.error)")
        for moment in ["--at 4h", "--entry 1500"] {
            let folder = try shell(
                "rm -rf d; $TWIN export latest --store s \(moment) --out d && ls d/mosk d/management")
            #expect(folder.code == 0, "\(folder.error)")
            #expect(folder.out.contains("node.yaml") && folder.out.contains("machine.cluster.k8s.io.yaml"))
            #expect(!folder.out.contains("secret"))
            let on = try shell("$TWIN rehearse --cloud d --start 2026-01-04T03:00Z $R")
            #expect(on.code == 0 && on.out.contains("is under way"), "\(on.error)\(on.out)")
            let stream = try shell(
                "$TWIN export latest --store s \(moment) | gzip | $TWIN rehearse --cloud - --start 2026-01-04T03:00Z $R"
            )
            #expect(try fingerprint(stream) == fingerprint(on))
        }
        let late = try shell("$TWIN export latest --store s --at 900h")
        #expect(late.code == 2 && late.error.contains("the run was over"), "\(late.error)")
        #expect(try shell("$TWIN export latest --store s").code == 2)
        let end = try shell(
            "$TWIN export latest --store s --at 5h | $TWIN calibrate --cloud - > t.yaml && cat t.yaml "
                + "&& $TWIN rehearse --cloud \"$CLOUD\" --timings t.yaml $R > /dev/null")
        #expect(end.code == 0, "\(end.error)")
        #expect(end.out.contains("certainty: fitted") && end.out.contains("samples of item"), "\(end.out)")
    }
}
