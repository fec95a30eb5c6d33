import CYAML

/// The hot path of reading: libyaml's events, put together into one value per document.
///
/// Keys and elements of open maps and lists lie on two stacks, and move into an array of exact size when
/// theirs closes; so a value costs one allocation per map, list and long text.
struct YAMLDocumentStream: ~Copyable {
    /// What an open map or list takes next.
    enum Expectation: UInt8 {
        /// An element of a list.
        case item
        /// A key of a map.
        case key
        /// The value of the key on top of the stack.
        case value
        /// The value of a merge key.
        case merge
    }

    /// A map or list not yet closed.
    struct Frame {
        /// What comes next.
        var expects: Expectation
        /// Where its fields or elements begin on their stack.
        var start: Int
        /// Where it was opened.
        var position: SourcePosition
        /// How many levels of maps and lists are inside.
        var height = 0
        /// How many nodes had been read before it.
        var nodesBefore: Int
        /// How many bytes of text had been read before it.
        var bytesBefore: Int
        /// The name it was anchored with.
        var anchor: String?
        /// Its keys, kept only when there are many.
        var seen: Set<String>?
        /// Keys that came by a merge, which explicit ones may replace.
        var merged: Set<String>?
    }

    /// A value with a name, for aliases.
    struct Anchor {
        /// The value; nil while it is still open.
        var value: Value?
        /// How many levels of maps and lists it has.
        var height: Int
        /// How many scalars, lists and maps it consists of.
        var nodes: Int
        /// How many bytes of text they have.
        var bytes: Int
    }

    /// The file's name for errors.
    let file: String
    /// What the file may ask for.
    let limits: YAMLLimits
    /// Where the bytes come from.
    let source: YAMLSource
    /// libyaml's parser.
    let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The event being handled.
    let event: UnsafeMutablePointer<yaml_event_t>
    /// Open maps and lists, outermost first.
    var frames: [Frame] = []
    /// Fields of open maps.
    var fields = MoveStack<Value.Field>()
    /// Elements of open lists.
    var items = MoveStack<Value>()
    /// The current document's anchors by name.
    var anchors: [String: Anchor] = [:]
    /// How many scalars, lists and maps were read so far, aliases counted as written out.
    var nodes = 0
    /// How many of them came by aliases.
    var expandedNodes = 0
    /// How many bytes of text were read so far, aliases counted as written out.
    var textBytes = 0
    /// How many of them came by aliases.
    var expandedBytes = 0
    private var root: Value?
    private var documentIndex = 0
    private var isFinished = false

    /// Makes a stream at the beginning of the source.
    init(file: String, limits: YAMLLimits, source: YAMLSource) {
        self.file = file
        self.limits = limits
        self.source = source
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        precondition(yaml_parser_initialize(parser) == 1, "libyaml must not run out of memory")
        let context = Unmanaged.passUnretained(source).toOpaque()
        yaml_parser_set_input(
            parser,
            { context, buffer, size, sizeRead in
                guard let context, let sizeRead else { return 0 }
                let source = Unmanaged<YAMLSource>.fromOpaque(context).takeUnretainedValue()
                let target = UnsafeMutableRawBufferPointer(start: buffer, count: size)
                guard let count = source.fill(target) else { return 0 }
                sizeRead.pointee = count
                return 1
            }, context)
        frames.reserveCapacity(32)
    }

    deinit {
        yaml_event_delete(event)
        event.deallocate()
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next document that isn't empty; nil at the end. After an error there is nothing more.
    mutating func next() throws(YAMLError) -> Value? {
        do {
            while !isFinished {
                if let value = try step() { return value }
            }
            return nil
        } catch {
            isFinished = true
            throw error.error(in: file)
        }
    }

    private mutating func step() throws(YAMLFault) -> Value? {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1 else { throw parserFault() }
        let mark = event.pointee.start_mark
        let position = SourcePosition(
            line: UInt32(truncatingIfNeeded: mark.line &+ 1),
            column: UInt32(truncatingIfNeeded: mark.column &+ 1))
        if event.pointee.end_mark.index &- documentIndex > limits.maxDocumentBytes {
            let refusal = YAMLSource.documentRefusal(limits)
            throw YAMLFault(position, refusal.problem, refusal.hint)
        }
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: try scalar(at: position)
        case YAML_MAPPING_START_EVENT: try open(.key, fields.count, position)
        case YAML_SEQUENCE_START_EVENT: try open(.item, items.count, position)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: try close()
        case YAML_ALIAS_EVENT: try alias(at: position)
        case YAML_DOCUMENT_START_EVENT:
            documentIndex = mark.index
            source.documentStart = source.fedBytes
            anchors.removeAll()
        case YAML_DOCUMENT_END_EVENT: return takeRoot()
        case YAML_STREAM_END_EVENT: isFinished = true
        default: break
        }
        return nil
    }

    private mutating func takeRoot() -> Value? {
        defer { root = nil }
        if case .scalar(let scalar) = root?.node, scalar.text.isEmpty, scalar.style == .plain { return nil }
        return root
    }

    private mutating func scalar(at position: SourcePosition) throws(YAMLFault) {
        let scalar = try currentScalar(at: position)
        let length = event.pointee.data.scalar.length
        nodes &+= 1
        textBytes &+= length
        if frames.last?.expects == .key {
            if scalar.style == .plain && scalar.tag == .none && scalar.text == "<<" {
                frames[frames.count - 1].expects = .merge
                return
            }
            try key(scalar, at: position)
        } else {
            try add(Value(node: .scalar(scalar), position: position), height: 0)
        }
        if let name = event.pointee.data.scalar.anchor {
            let value = Value(node: .scalar(scalar), position: position)
            anchors[String(cString: name)] = Anchor(value: value, height: 0, nodes: 1, bytes: length)
        }
    }

    @inline(__always)
    private func currentScalar(at position: SourcePosition) throws(YAMLFault) -> Scalar {
        let bytes = UnsafeBufferPointer(
            start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length)
        let style: Scalar.Style
        switch event.pointee.data.scalar.style {
        case YAML_PLAIN_SCALAR_STYLE: style = .plain
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: style = .singleQuoted
        case YAML_LITERAL_SCALAR_STYLE: style = .literal
        case YAML_FOLDED_SCALAR_STYLE: style = .folded
        default: style = .doubleQuoted
        }
        let scalar = Scalar(text: String(decoding: bytes, as: UTF8.self), style: style)
        guard let tag = event.pointee.data.scalar.tag else { return scalar }
        return try YAMLDocumentStream.apply(tag: String(cString: tag), to: scalar, at: position)
    }

    /// Takes a scalar as the next key of the innermost map.
    mutating func key(_ scalar: Scalar, at position: SourcePosition) throws(YAMLFault) {
        guard let key = scalar.keyText else {
            throw YAMLFault(
                position, "a key is null", "give the key a name, or quote it if it is the text null")
        }
        let last = frames.count - 1
        let start = frames[last].start
        frames[last].expects = .value
        let field = Value.Field(key: key, value: Value(node: .list([])), keyPosition: position)
        guard let earlier = earlierField(key, from: start, in: last) else {
            fields.push(field)
            return
        }
        guard frames[last].merged?.remove(key) != nil else {
            throw YAMLFault(
                position, "the key '\(key)' is given twice in one map",
                "it was given before at line \(fields[earlier].keyPosition.line); remove one of the two")
        }
        fields.remove(at: earlier)
        fields.push(field)
    }

    /// The index of the field with the key in the innermost map, if there is one.
    @inline(__always)
    mutating func earlierField(_ key: String, from start: Int, in frame: Int) -> Int? {
        let count = fields.count - start
        if count >= 24 && !isNew(key, from: start, in: frame) { return find(key, from: start) }
        return count < 24 ? find(key, from: start) : nil
    }

    /// The index of the field with the key, if there is one from an index upwards.
    @inline(__always)
    func find(_ key: String, from start: Int) -> Int? {
        var index = start
        let end = fields.count
        while index < end {
            if fields[index].key == key { return index }
            index &+= 1
        }
        return nil
    }

    @inline(never)
    private mutating func isNew(_ key: String, from start: Int, in frame: Int) -> Bool {
        if frames[frame].seen == nil {
            var seen = Set<String>()
            for index in start..<fields.count { seen.insert(fields[index].key) }
            frames[frame].seen = seen
        }
        return frames[frame].seen?.insert(key).inserted ?? true
    }

    private mutating func open(
        _ expects: Expectation, _ start: Int, _ position: SourcePosition
    ) throws(YAMLFault) {
        if frames.last?.expects == .key { throw YAMLDocumentStream.complexKey(position) }
        if frames.count >= limits.maxDepth { throw YAMLDocumentStream.tooDeep(position, limits) }
        var frame = Frame(
            expects: expects, start: start, position: position, nodesBefore: nodes, bytesBefore: textBytes)
        let anchor =
            expects == .key
            ? event.pointee.data.mapping_start.anchor : event.pointee.data.sequence_start.anchor
        if let anchor {
            let name = String(cString: anchor)
            frame.anchor = name
            anchors[name] = Anchor(value: nil, height: 0, nodes: 0, bytes: 0)
        }
        frames.append(frame)
        nodes &+= 1
    }

    private mutating func close() throws(YAMLFault) {
        let frame = frames.removeLast()
        let node: Value.Node =
            frame.expects == .item
            ? .list(items.take(from: frame.start)) : .map(fields.take(from: frame.start))
        let value = Value(node: node, position: frame.position)
        if let anchor = frame.anchor {
            anchors[anchor] = Anchor(
                value: value, height: frame.height + 1, nodes: nodes - frame.nodesBefore,
                bytes: textBytes - frame.bytesBefore)
        }
        try add(value, height: frame.height + 1)
    }

    /// Puts a complete value where the innermost open map or list expects it.
    @inline(__always)
    mutating func add(_ value: Value, height: Int) throws(YAMLFault) {
        let last = frames.count - 1
        if last < 0 {
            root = value
            return
        }
        if height > frames[last].height { frames[last].height = height }
        switch frames[last].expects {
        case .item:
            items.push(value)
        case .value:
            fields[fields.count - 1].value = value
            frames[last].expects = .key
        case .merge:
            try merge(value, into: last)
            frames[last].expects = .key
        case .key:
            throw YAMLDocumentStream.complexKey(value.position)
        }
    }
}
