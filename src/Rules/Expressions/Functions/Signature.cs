using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>
/// Types of a function, written <c>where(list: List&lt;T&gt;, test: T =&gt; Boolean) -&gt; List&lt;T&gt;</c>. <c>T</c>, <c>U</c>, <c>K</c> stand for any type,
/// <c>N</c> for a number or money, <c>C</c> for a type with an order. A parameter type that ends in <c>?</c> takes null.
/// </summary>
internal sealed class Signature
{
    private Signature(string text, ImmutableArray<Parameter> parameters, TypePattern result) =>
        (Text, Parameters, Result) = (text, parameters, result);

    public string Text { get; }

    public ImmutableArray<Parameter> Parameters { get; }

    public TypePattern Result { get; }

    /// <summary>A parameter: its name, what it takes, and for a function passed as argument the types of its own parameters.</summary>
    internal sealed record Parameter(string Name, TypePattern Type, ImmutableArray<TypePattern> LambdaParameters)
    {
        public bool IsLambda => !LambdaParameters.IsEmpty;

        public bool TakesNull => Type.TakesNull;
    }

    public static Signature Parse(string text)
    {
        var at = text.IndexOf('(', StringComparison.Ordinal);
        var arrow = text.LastIndexOf("->", StringComparison.Ordinal);
        var close = text.LastIndexOf(')', arrow);
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        foreach (var part in Split(text[(at + 1)..close]))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var (name, type) = (part[..colon].Trim(), part[(colon + 1)..].Trim());
            var lambda = type.IndexOf("=>", StringComparison.Ordinal);
            parameters.Add(lambda < 0
                ? new(name, TypePattern.Parse(type), [])
                : new(name, TypePattern.Parse(type[(lambda + 2)..].Trim()), [.. Split(type[..lambda].Trim().Trim('(', ')')).Select(TypePattern.Parse)]));
        }
        return new Signature(text, parameters.ToImmutable(), TypePattern.Parse(text[(arrow + 2)..].Trim()));
    }

    /// <summary>Splits at commas that stand outside brackets.</summary>
    internal static IEnumerable<string> Split(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '<' or '(' or '{') depth++;
            else if ((text[i] == '>' && text[i - 1] != '=') || text[i] is ')' or '}') depth--;
            else if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }
        if (text[start..].Trim() is { Length: > 0 } last) yield return last;
    }
}
