internal import SourceTree

/// What came of a question.
enum InterviewAnswer {
  /// A value.
  case value(DataValue)
  /// Nothing was said; what there is stays.
  case skip
  /// What there is goes.
  case nothing
  /// To the question before.
  case back
  /// To the end, past whatever is not needed.
  case rest
  /// There is no more input.
  case end
}
