import Kubernetes
import Testing

@Suite struct QuantityTests {
    @Test(
        arguments: [
            ("2", 2000), ("100m", 100), ("0.5", 500), ("1.0005", 1001), ("1Ki", 1_024_000),
            ("1.5Gi", 1_610_612_736_000),
            ("2k", 2_000_000), ("1e3", 1_000_000), ("5E-1", 500), ("100u", 1), ("-1", -1000), (".5", 500),
            ("0", 0),
            ("9Ei", Int64.max),
        ] as [(String, Int64)])
    func isReadToTheThousandth(text: String, thousandths: Int64) {
        #expect(Quantity(text)?.thousandths == thousandths)
    }

    @Test(arguments: ["", "m", "1x", "1 Gi", "--1", "1.2.3", ".", "1e99", "Gi"])
    func whatIsNoneIsRefused(text: String) { #expect(Quantity(text) == nil) }
}
