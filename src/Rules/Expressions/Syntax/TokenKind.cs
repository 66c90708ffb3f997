namespace CrmWorkflows.Rules.Expressions.Syntax;

internal enum TokenKind
{
    End, Word, Number, Text, True, False, Null, New,
    OpenParen, CloseParen, OpenBracket, CloseBracket, OpenBrace, CloseBrace,
    Comma, Colon, Dot, DotDot, Arrow, Question, QuestionDot,
    Coalesce, Or, And, Not, Bang, In,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,
    Plus, Minus, Star, Slash, Percent, Bar, Ampersand, ShiftLeft, ShiftRight,
}
