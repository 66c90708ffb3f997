using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Tests.Expressions.Syntax;

/// <summary>Parses for tests: what must be sound, and the codes of what must not.</summary>
internal static class Parsed
{
    public static SyntaxNode Sound(string text, Dialect dialect = Dialect.Own)
    {
        var errors = new ParseErrors();
        var node = Parser.ParseExpression(text, dialect, errors);
        Assert.True(!errors.Any, $"{text}: {Describe(errors)}");
        return node;
    }

    public static UnaryTestSyntax SoundTest(string text)
    {
        var errors = new ParseErrors();
        var test = Parser.ParseUnaryTest(text, errors);
        Assert.True(!errors.Any, $"{text}: {Describe(errors)}");
        return test;
    }

    public static IReadOnlyList<ParseError> Errors(string text, Dialect dialect = Dialect.Own)
    {
        var errors = new ParseErrors();
        Parser.ParseExpression(text, dialect, errors);
        return errors.Items;
    }

    public static IReadOnlyList<ParseError> TestErrors(string text)
    {
        var errors = new ParseErrors();
        Parser.ParseUnaryTest(text, errors);
        return errors.Items;
    }

    public static string Codes(IEnumerable<ParseError> errors) => string.Join(' ', errors.Select(error => error.Code.Id[3..]));

    private static string Describe(ParseErrors errors) =>
        string.Join("; ", errors.Items.Select(error => $"{error.Code} at {error.Span.Start}: {string.Join(", ", error.Arguments)}"));
}
