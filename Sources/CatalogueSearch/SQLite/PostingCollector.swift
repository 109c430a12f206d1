/// Collects where the tokens of a document stand, by numbers that it gives to tokens.
struct PostingCollector {
  private var numbers: [String: Int] = [:]
  /// The tokens by their numbers.
  private(set) var tokens: [String] = []
  /// Where each token stands in the document at hand.
  private var places: [[TokenPlace]] = []
  /// The tokens of the document at hand, each once.
  private var seen: [Int] = []

  /// The number of a token. O(length).
  mutating func number(of token: String) -> Int {
    if let known = numbers[token] { return known }
    let number = tokens.count
    numbers[token] = number
    tokens.append(token)
    places.append([])
    return number
  }

  /// Whether a token has a number. O(length).
  func knows(_ token: String) -> Bool { numbers[token] != nil }

  /// Takes note of a place; places come in order. O(1).
  mutating func add(_ token: Int, at place: TokenPlace) {
    if places[token].isEmpty { seen.append(token) }
    places[token].append(place)
  }

  /// Gives `body` the posting of each token of the document at hand, which is then empty again. Rethrows. O(places).
  mutating func finish(_ document: Int, _ body: (_ token: Int, Posting) throws -> Void) rethrows {
    for token in seen {
      try body(token, Posting(document, places[token]))
      places[token].removeAll(keepingCapacity: true)
    }
    seen.removeAll(keepingCapacity: true)
  }
}

/// Puts postings of documents that come in order into segments.
struct PostingBuilder {
  private struct Token {
    var documents = 0
    var segment: PostingSegment?
  }

  private var tokens: [Token] = []

  /// Tokens of fewer documents have no postings: FTS5 finds these as soon.
  private static let fewest = 16

  /// Adds the posting of a token, which is known by its number, and gives a segment that is complete. O(places).
  mutating func add(_ posting: Posting, of token: Int) -> PostingSegment? {
    while tokens.count <= token { tokens.append(Token()) }
    var complete: PostingSegment?
    if let segment = tokens[token].segment, segment.isFull, tokens[token].documents >= Self.fewest {
      complete = segment
      tokens[token].segment = nil
    }
    tokens[token].documents += 1
    tokens[token].segment = tokens[token].segment ?? PostingSegment(first: posting.document)
    tokens[token].segment?.add(posting)
    return complete
  }

  /// Gives `body` the segments that are left. Rethrows. O(tokens).
  func finish(_ body: (_ token: Int, PostingSegment) throws -> Void) rethrows {
    for (number, token) in tokens.enumerated() where token.documents >= Self.fewest {
      if let segment = token.segment { try body(number, segment) }
    }
  }
}
