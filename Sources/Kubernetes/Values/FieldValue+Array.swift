extension Array: FieldValue where Element: FieldValue {
  /// Decodes a list, element by element.
  public init(value: Value) throws(FieldError) {
    guard case .list(let elements) = value.node else { throw FieldError.expected("a list", found: value) }
    self.init()
    reserveCapacity(elements.count)
    for index in elements.indices {
      do {
        append(try Element(value: elements[index]))
      } catch {
        throw error.inside(index)
      }
    }
  }

  /// The list; each element is encoded over the one of the base with the same index.
  public func encoded(over base: Value?) -> Value {
    let old = base?.list ?? []
    var elements: [Value] = []
    elements.reserveCapacity(count)
    for index in indices {
      elements.append(self[index].encoded(over: index < old.count ? old[index] : nil))
    }
    return Value(node: .list(elements), position: base?.position ?? .none)
  }

  /// Checks every element.
  public static func rejectUnknownFields(in value: Value) throws(FieldError) {
    guard case .list(let elements) = value.node else { return }
    for index in elements.indices {
      do {
        try Element.rejectUnknownFields(in: elements[index])
      } catch {
        throw error.inside(index)
      }
    }
  }
}
