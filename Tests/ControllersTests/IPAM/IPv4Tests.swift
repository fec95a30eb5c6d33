import Controllers
import Testing

@Suite struct IPv4Tests {
    @Test(arguments: ["0.0.0.0", "10.0.0.1", "192.168.123.255", "255.255.255.255"])
    func anAddressIsWrittenAsItIsRead(text: String) throws {
        #expect(try #require(IPv4Address(text)).description == text)
    }

    @Test(arguments: [
        "", "10.0.0", "10.0.0.1.2", "10.0.0.256", "10.0.0.01", "10.0.0.-1", "10.0.0.+1", "10.0..1", "a.b.c.d",
        "10.0.0.1/24", "::1",
    ])
    func whatIsNoAddressIsNone(text: String) { #expect(IPv4Address(text) == nil) }

    @Test func aNetworkHasItsFirstAndLastAddress() throws {
        for (text, first, last) in [
            ("10.0.3.7/24", "10.0.3.0", "10.0.3.255"), ("10.0.0.0/8", "10.0.0.0", "10.255.255.255"),
            ("10.0.0.9/32", "10.0.0.9", "10.0.0.9"), ("1.2.3.4/0", "0.0.0.0", "255.255.255.255"),
        ] {
            let network = try #require(IPv4Network(text))
            #expect(network.first.description == first && network.last.description == last)
        }
        #expect(IPv4Network("10.0.0.0/33") == nil && IPv4Network("10.0.0.0") == nil)
        #expect(IPv4Network("10.0.0.0/-1") == nil && IPv4Network("10.0.0.0/24/3") == nil)
    }
}
