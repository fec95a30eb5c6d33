/// A netplan configuration as a Go template, as far as L2Templates need Go's language: text, comments, and
/// calls of one function with at most one string or number.
///
/// Source: page "Netplan template macros"; Go documentation of text/template (delimiters, trimming,
/// comments). Conditions, loops, variables and pipes are not known here and are a problem of the template.
struct NetplanTemplate {
    /// What a function is called with.
    enum Argument: Hashable {
        case none
        case number(Int)
        case text(String)
    }

    private enum Part {
        case text(String)
        case call(String, Argument)
    }

    private var parts: [Part] = []

    /// Reads a template.
    init(_ text: String) throws(NetworkProblem) {
        var rest = Substring(text)
        var trimsNext = false
        while let start = Self.place(of: "{{", in: rest) {
            var before = rest[..<start]
            var inside = rest[start...].dropFirst(2)
            guard let end = Self.end(of: inside) else {
                throw NetworkProblem("the template has {{ without }}")
            }
            rest = inside[end...].dropFirst(2)
            inside = inside[..<end]
            if trimsNext { before = before.drop { $0.isWhitespace } }
            if inside.hasPrefix("- ") {
                inside = inside.dropFirst(2)
                while before.last?.isWhitespace ?? false { before.removeLast() }
            }
            trimsNext = inside.hasSuffix(" -")
            if trimsNext { inside = inside.dropLast(2) }
            parts.append(.text(String(before)))
            if let call = try Self.call(inside) { parts.append(.call(call.name, call.argument)) }
        }
        if trimsNext { rest = rest.drop { $0.isWhitespace } }
        parts.append(.text(String(rest)))
    }

    /// The text with every call replaced by what it answers.
    func render(
        _ call: (String, Argument) throws(NetworkProblem) -> String
    ) throws(NetworkProblem) -> String {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .call(let name, let argument): result += try call(name, argument)
            }
        }
        return result
    }

    /// How many cards it needs: one more than the highest number that it calls one by.
    var cardCount: Int {
        parts.reduce(0) { count, part in
            guard case .call(let name, .number(let number)) = part, name == "nic" || name == "mac" else {
                return count
            }
            return max(count, number + 1)
        }
    }

    private static func place(of mark: String, in text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(mark) { return index }
            index = text.index(after: index)
        }
        return nil
    }

    /// Where an action ends: braces in a string don't count.
    private static func end(of text: Substring) -> Substring.Index? {
        var index = text.startIndex
        var quote: Character?
        while index < text.endIndex {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "`" {
                quote = character
            } else if text[index...].hasPrefix("}}") {
                return index
            }
            index = text.index(after: index)
        }
        return nil
    }

    private static func call(
        _ text: Substring
    ) throws(NetworkProblem) -> (name: String, argument: Argument)? {
        var text = text.drop { $0.isWhitespace }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        if text.hasPrefix("/*"), text.hasSuffix("*/") { return nil }
        let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let rest = text.dropFirst(name.count).drop { $0.isWhitespace }
        guard !name.isEmpty else { throw NetworkProblem("the template has {{ }} without a function") }
        if rest.isEmpty { return (String(name), .none) }
        if let number = Int(rest) { return (String(name), .number(number)) }
        for quote in ["\"", "`"] where rest.count > 1 && rest.hasPrefix(quote) && rest.hasSuffix(quote) {
            let inside = rest.dropFirst().dropLast()
            if !inside.contains(quote), !inside.contains("\\") {
                return (String(name), .text(String(inside)))
            }
        }
        throw NetworkProblem("the template has a call of \(name) that the twin does not know")
    }
}
