using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>What holds for all expressions of one engine.</summary>
/// <param name="IgnoreCase">Whether members, parameters and keywords are found in any case.</param>
/// <param name="HasClock">Whether an evaluation has a moment of its own that <c>DateTime.Now</c> may mean.</param>
/// <param name="Functions">What the embedding program lets expressions call.</param>
internal sealed record DialectOptions(bool IgnoreCase, bool HasClock, ImmutableArray<RegisteredFunction> Functions)
{
    public static DialectOptions Default { get; } = new(true, false, []);

    /// <summary>The functions of the embedding program and the one of RulesEngine.</summary>
    public ImmutableArray<RegisteredFunction> AllFunctions { get; } = [.. Functions, RegisteredFunction.CheckContains];

    /// <summary>The text literals of the engine.</summary>
    public LiteralPool Literals { get; init; } = new();

    public Syntax.Dialect Dialect => IgnoreCase ? Syntax.Dialect.RulesEngine : Syntax.Dialect.RulesEngineCaseSensitive;

    public StringComparison Names => IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
