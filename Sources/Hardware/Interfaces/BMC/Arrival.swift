/// What a BMC outside has answered to a departure.
public struct Arrival: Hashable, Sendable {
    /// The number of the departure.
    public var number: UInt32
    /// The answer.
    public var result: Result<BMCReply, BMCError>

    /// Makes an arrival.
    public init(number: UInt32, result: Result<BMCReply, BMCError>) {
        self.number = number
        self.result = result
    }
}

extension Arrival: Codable {
    private enum CodingKeys: String, CodingKey {
        case number, reply, error
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        number = try container.decode(UInt32.self, forKey: .number)
        if let error = try container.decodeIfPresent(BMCError.self, forKey: .error) {
            result = .failure(error)
        } else {
            result = .success(try container.decode(BMCReply.self, forKey: .reply))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
        switch result {
        case .success(let reply): try container.encode(reply, forKey: .reply)
        case .failure(let error): try container.encode(error, forKey: .error)
        }
    }
}
