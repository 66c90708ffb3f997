using System.Collections.Frozen;
using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>
/// What RulesEngine gives an outcome and we do not, whatever the inputs are: ways to the host, methods that are not offered, and forms
/// from which it makes what no reader expects. A file that holds one of them is refused when it is loaded.
/// </summary>
internal static class Unhonoured
{
    // Methods of the types that expressions know which no type offers here: they lead to the machine, differ from run to run, or give
    // what expressions cannot use.
    private static readonly FrozenSet<string> Methods = new[]
    {
        "GetHashCode", "GetTypeCode", "Clone", "CopyTo", "Normalize", "IsNormalized", "EnumerateRunes", "GetEnumerator", "Intern", "IsInterned", "ReplaceLineEndings", "GetPinnableReference",
        "TryParse", "TryParseExact", "TryFormat", "TryCopyTo", "ToLocalTime", "IsDaylightSavingTime", "ToFileTime", "ToFileTimeUtc", "FromFileTime", "FromFileTimeUtc", "ToOADate", "FromOADate",
        "ToBinary", "FromBinary", "SpecifyKind", "GetDateTimeFormats", "DivRem", "FromBase64String", "ToBase64String", "FromHexString", "ToHexString", "ChangeType", "IsDBNull", "GetBits",
        "ToOACurrency", "FromOACurrency", "OfType", "Cast", "CreateVersion7", "ToByteArray",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Functions = new[] { "is", "as", "cast" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Types = new[] { "Uri", "Enumerable" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The findings in an expression, in the order of the text. A text that RulesEngine cannot read either has none.</summary>
    public static IReadOnlyList<DialectError> In(string text, DialectOptions options)
    {
        var found = new List<DialectError>();
        if (DialectExpression.Parse(text, options, out var error) is { } syntax) Walk(syntax, text, options, found);
        else if (Unread(text, error!) is { } form) found.Add(form);
        return found;
    }

    /// <summary>The calls that sort by a constant text, which does not sort at all.</summary>
    public static IEnumerable<TextSpan> SortsByText(string text, DialectOptions options) =>
        text.Contains("OrderBy", StringComparison.OrdinalIgnoreCase) && DialectExpression.Parse(text, options, out _) is { } syntax
            ? All(syntax).OfType<CallSyntax>().Where(c => c.Name.StartsWith("OrderBy", StringComparison.OrdinalIgnoreCase) && c.Arguments is [LiteralSyntax { Value: string }]).Select(c => c.Span)
            : [];

    private static void Walk(SyntaxNode root, string text, DialectOptions options, List<DialectError> found)
    {
        foreach (var node in All(root))
        {
            switch (node)
            {
                case CallSyntax call: Call(call, options, found); break;
                case MemberSyntax { Target: NameSyntax type } member when Types.Contains(type.Name): found.Add(NotHonoured(member.Span, text.Substring(member.Span.Start, member.Span.Length), "host")); break;
                case MemberSyntax { Target: NameSyntax type } member when !options.HasClock && IsClock(type.Name, member.Name): found.Add(new(DialectDiagnostics.NoClock, member.Span, [$"{type.Name}.{member.Name}"], false)); break;
                case BinarySyntax { Operator: BinaryOperator.In, Right: ListSyntax list } test when list.Items.Any(i => i is LiteralSyntax { Value: bool }): found.Add(NotHonoured(test.Span, text.Substring(test.Span.Start, test.Span.Length), "comparison")); break;
                // RulesEngine reads the digits again without their sign and wraps them round.
                case LiteralSyntax { Value: long and < int.MinValue and >= -uint.MaxValue } literal when literal.Suffix.Length == 0: found.Add(NotHonoured(literal.Span, text.Substring(literal.Span.Start, literal.Span.Length), "number")); break;
            }
        }
    }

    private static void Call(CallSyntax call, DialectOptions options, List<DialectError> found)
    {
        if (string.Equals(call.Name, "GetType", StringComparison.OrdinalIgnoreCase)) found.Add(new(DialectDiagnostics.HostAccess, call.NameSpan, [call.Name + "()"], false));
        else if (call.Target is null ? Types.Contains(call.Name) : call.Target is NameSyntax owner && Types.Contains(owner.Name)) found.Add(NotHonoured(call.NameSpan, call.Name + "(\u2026)", "host"));
        else if (call.Target is null && Functions.Contains(call.Name)) found.Add(NotHonoured(call.NameSpan, call.Name + "(\u2026)", "conversion"));
        else if (call is { Target: NameSyntax { Name: "Guid" } } && string.Equals(call.Name, "NewGuid", StringComparison.OrdinalIgnoreCase)) found.Add(new(DialectDiagnostics.NoClock, call.Span, ["Guid.NewGuid()"], false));
        else if (call.Target is not null && Methods.Contains(call.Name) && !options.AllFunctions.Any(f => string.Equals(f.Name, call.Name, StringComparison.OrdinalIgnoreCase)))
            found.Add(NotHonoured(call.NameSpan, call.Name + "(\u2026)", "host"));
    }

    private static bool IsClock(string type, string member) =>
        type is "DateTime" or "DateTimeOffset" && (member.ToUpperInvariant() is "NOW" or "UTCNOW" || (type == "DateTime" && string.Equals(member, "Today", StringComparison.OrdinalIgnoreCase)));

    // What our reader stops at and RulesEngine does not.
    private static DialectError? Unread(string text, DialectError error)
    {
        if (error.Code == SyntaxDiagnostics.NumberOutOfRange)
            return ulong.TryParse(text.AsSpan(error.Span.Start, error.Span.Length).TrimEnd("UL"), out _) ? NotHonoured(error.Span, text.Substring(error.Span.Start, error.Span.Length), "number") : null;
        if (error.Code == SyntaxDiagnostics.DuplicateName) return NotHonoured(error.Span, text.Substring(error.Span.Start, error.Span.Length), "names");
        var tokens = Lexer.Read(text, Dialect.RulesEngine, new ParseErrors());
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            var (one, next) = (tokens[i], tokens[i + 1]);
            if (one.Kind == TokenKind.Text && next.Kind == TokenKind.Text) return NotHonoured(Between(one, next), Written(text, one, next), "text");
            if (one is { Kind: TokenKind.Word, Name: { } type } && next.Kind == TokenKind.Question && TypeNames.Find(type) is not null && i + 2 < tokens.Length && tokens[i + 2].Kind == TokenKind.OpenParen)
                return NotHonoured(Between(one, next), Written(text, one, next), "conversion");
            if (one.Name == "out" && next.Name == "_") return NotHonoured(Between(one, next), Written(text, one, next), "conversion");
            if (one.Kind == TokenKind.Text && next.Kind == TokenKind.OpenParen) return NotHonoured(Between(one, next), Written(text, one, next), "conversion");
            if (one.Kind == TokenKind.In && next.Kind == TokenKind.OpenParen && tokens[i + 2].Kind != TokenKind.CloseParen && IsWithin(tokens, i + 1, error.Span.Start)) return NotHonoured(error.Span, text[one.Span.Start..error.Span.End], "list");
        }
        return null;
    }

    private static bool IsWithin(ImmutableArray<Token> tokens, int open, int place)
    {
        var depth = 0;
        for (var i = open; i < tokens.Length && tokens[i].Span.Start < place; i++)
        {
            if (tokens[i].Kind is TokenKind.OpenParen) depth++;
            if (tokens[i].Kind is TokenKind.CloseParen && --depth == 0) return false;
        }
        return depth > 0;
    }

    private static TextSpan Between(Token first, Token last) => new(first.Span.Start, last.Span.End - first.Span.Start);

    private static string Written(string text, Token first, Token last) => text[first.Span.Start..last.Span.End];

    private static DialectError NotHonoured(TextSpan span, string written, string instead) =>
        new(DialectDiagnostics.NotHonoured, span, [written, TextCatalog.Rules.Find("dialect.instead." + instead)], false);

    private static IEnumerable<SyntaxNode> All(SyntaxNode node)
    {
        var open = new Stack<SyntaxNode>([node]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in SyntaxHeight.Children(next).Reverse()) open.Push(child);
        }
    }
}
