public import Kubernetes

extension PodTemplate {
    /// A short name for what the template says: ten letters, the same for equal templates.
    ///
    /// It stands for the hash that Kubernetes computes of the template in memory (pkg/controller/
    /// controller_utils.go, ComputeHash, written by SafeEncodeString): the letters are of the same alphabet,
    /// the value is another one.
    public var revision: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in CanonicalJSON.bytes(of: encoded(over: nil)) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let letters = Array("bcdfghjklmnpqrstvwxz2456789")
        var text = ""
        for _ in 0..<10 {
            text.append(letters[Int(hash % UInt64(letters.count))])
            hash /= UInt64(letters.count)
        }
        return text
    }
}
