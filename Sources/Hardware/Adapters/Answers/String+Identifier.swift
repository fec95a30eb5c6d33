extension String {
    /// Whether it is an identifier of letters and digits, which may stand in a path.
    var isIdentifier: Bool {
        !isEmpty
            && utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
            }
    }
}
