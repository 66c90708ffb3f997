using System.Collections.Frozen;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>The words that are no names, by dialect, and the words that authors bring from other languages.</summary>
internal static class Keywords
{
    private static readonly Dictionary<string, TokenKind> OwnWords = new(StringComparer.Ordinal)
    {
        ["and"] = TokenKind.And, ["or"] = TokenKind.Or, ["not"] = TokenKind.Not, ["in"] = TokenKind.In,
        ["true"] = TokenKind.True, ["false"] = TokenKind.False, ["null"] = TokenKind.Null,
    };

    private static readonly Dictionary<string, TokenKind> DialectWords = new(StringComparer.Ordinal)
    {
        ["and"] = TokenKind.And, ["AndAlso"] = TokenKind.And, ["or"] = TokenKind.Or, ["OrElse"] = TokenKind.Or,
        ["not"] = TokenKind.Not, ["in"] = TokenKind.In, ["mod"] = TokenKind.Percent, ["new"] = TokenKind.New,
        ["true"] = TokenKind.True, ["false"] = TokenKind.False, ["null"] = TokenKind.Null,
        ["eq"] = TokenKind.Equal, ["equal"] = TokenKind.Equal,
        ["ne"] = TokenKind.NotEqual, ["neq"] = TokenKind.NotEqual, ["notequal"] = TokenKind.NotEqual,
        ["lt"] = TokenKind.Less, ["LessThan"] = TokenKind.Less,
        ["le"] = TokenKind.LessOrEqual, ["LessThanEqual"] = TokenKind.LessOrEqual,
        ["gt"] = TokenKind.Greater, ["GreaterThan"] = TokenKind.Greater,
        ["ge"] = TokenKind.GreaterOrEqual, ["GreaterThanEqual"] = TokenKind.GreaterOrEqual,
    };

    // After a complete operand a word cannot be right; these are operators elsewhere or in Chinese.
    private static readonly Dictionary<string, TokenKind> ForeignWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["andalso"] = TokenKind.And, ["且"] = TokenKind.And, ["并且"] = TokenKind.And, ["而且"] = TokenKind.And,
        ["orelse"] = TokenKind.Or, ["或"] = TokenKind.Or, ["或者"] = TokenKind.Or,
        ["mod"] = TokenKind.Percent, ["is"] = TokenKind.Equal, ["eq"] = TokenKind.Equal, ["equals"] = TokenKind.Equal,
        ["等于"] = TokenKind.Equal, ["ne"] = TokenKind.NotEqual, ["不等于"] = TokenKind.NotEqual,
        ["lt"] = TokenKind.Less, ["小于"] = TokenKind.Less, ["le"] = TokenKind.LessOrEqual, ["小于等于"] = TokenKind.LessOrEqual,
        ["gt"] = TokenKind.Greater, ["大于"] = TokenKind.Greater, ["ge"] = TokenKind.GreaterOrEqual,
        ["大于等于"] = TokenKind.GreaterOrEqual, ["属于"] = TokenKind.In,
    };

    private static readonly FrozenDictionary<string, TokenKind> Own = OwnWords.ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, TokenKind> OwnAnyCase = OwnWords.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, TokenKind> RulesEngine = DialectWords.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, TokenKind> RulesEngineCaseSensitive = DialectWords.ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, TokenKind> Foreign = ForeignWords.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a word means in a dialect; null when it is a name.</summary>
    public static TokenKind? Find(string word, Dialect dialect)
    {
        // The words for lists, negation and remainders keep their meaning in any case even when the setting asks for exact case.
        if (dialect == Dialect.RulesEngineCaseSensitive && RulesEngine.TryGetValue(word, out var any) && any is TokenKind.In or TokenKind.Not or TokenKind.Percent) return any;
        return Of(dialect).TryGetValue(word, out var kind) ? kind : null;
    }

    /// <summary>The keyword of our language that differs from a word in its case only; null when there is none.</summary>
    public static TokenKind? FindMiscased(string word) =>
        OwnAnyCase.TryGetValue(word, out var kind) && !Own.ContainsKey(word) ? kind : null;

    /// <summary>The operator that a word of another language stands for; null when it stands for none.</summary>
    public static TokenKind? FindForeign(string word) => Foreign.TryGetValue(word, out var kind) ? kind : null;

    /// <summary>The keyword or sign of our language, as it is written.</summary>
    public static string Spelling(TokenKind kind) => kind switch
    {
        TokenKind.And => "and",
        TokenKind.Or => "or",
        TokenKind.Not => "not",
        TokenKind.In => "in",
        TokenKind.True => "true",
        TokenKind.False => "false",
        TokenKind.Null => "null",
        TokenKind.Equal => "==",
        TokenKind.NotEqual => "!=",
        TokenKind.Less => "<",
        TokenKind.LessOrEqual => "<=",
        TokenKind.Greater => ">",
        TokenKind.GreaterOrEqual => ">=",
        TokenKind.Percent => "%",
        TokenKind.OpenParen => "(",
        TokenKind.CloseParen => ")",
        TokenKind.OpenBracket => "[",
        TokenKind.CloseBracket => "]",
        TokenKind.OpenBrace => "{",
        TokenKind.CloseBrace => "}",
        TokenKind.Comma => ",",
        TokenKind.Colon => ":",
        TokenKind.Arrow => "=>",
        _ => kind.ToString(),
    };

    private static FrozenDictionary<string, TokenKind> Of(Dialect dialect) => dialect switch
    {
        Dialect.Own => Own,
        Dialect.RulesEngine => RulesEngine,
        _ => RulesEngineCaseSensitive,
    };
}
