using System.Collections.Immutable;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>
/// A type in the words of the published catalogue: <c>boolean</c>, <c>number</c>, <c>enum(a|b)</c>, <c>list&lt;string&gt;</c>, <c>date|null</c>,
/// <c>map&lt;string,date&gt;</c>, <c>object{id:string}</c>. A declared type may say more (a unit, a closed list of codes), never less.
/// </summary>
internal static class CatalogueType
{
    /// <summary>Whether every value of the declared type is one of the catalogue's.</summary>
    public static bool Fits(FactType declared, string catalogue)
    {
        catalogue = catalogue.Trim();
        var nullable = catalogue.EndsWith("|null", StringComparison.Ordinal);
        if (nullable) catalogue = catalogue[..^"|null".Length];
        if (declared.IsNullable && !nullable) return false;
        return catalogue switch
        {
            "boolean" => declared.Kind == ValueKind.Boolean,
            "integer" => declared.Kind == ValueKind.Integer,
            "number" => declared.Kind is ValueKind.Decimal or ValueKind.Integer,
            "date" => declared.Kind == ValueKind.Date,
            "datetime" => declared.Kind == ValueKind.Instant,
            // Anything that is written as a text in JSON.
            "string" => declared.Kind is > ValueKind.Decimal and < ValueKind.List,
            _ when Inside(catalogue, "enum(", ")") is { } codes => declared.NotNull() is EnumType e && codes.Split('|').All(c => e.Declaration.IndexOf(c) >= 0),
            _ when Inside(catalogue, "list<", ">") is { } element => declared.NotNull() is ListType l && Fits(l.Element, element),
            _ when Inside(catalogue, "map<", ">") is { } parts => declared.NotNull() is MapType m && Fits(m.Element, parts[(parts.IndexOf(',', StringComparison.Ordinal) + 1)..]),
            _ when Inside(catalogue, "object{", "}") is { } members => declared.NotNull() is RecordType r && Members(members).All(x =>
                r.Members.FirstOrDefault(m => m.Name == x.Name) is { } member && Fits(member.Type, x.Type)),
            _ => false,
        };
    }

    private static string? Inside(string text, string open, string close) =>
        text.StartsWith(open, StringComparison.Ordinal) && text.EndsWith(close, StringComparison.Ordinal) ? text[open.Length..^close.Length] : null;

    private static ImmutableArray<(string Name, string Type)> Members(string text)
    {
        var members = ImmutableArray.CreateBuilder<(string, string)>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is ('(' or '<' or '{')) depth++;
            else if (i < text.Length && text[i] is (')' or '>' or '}')) depth--;
            if (i < text.Length && (text[i] != ',' || depth > 0)) continue;
            var part = text[start..i];
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            members.Add((part[..colon].Trim(), part[(colon + 1)..].Trim()));
            start = i + 1;
        }
        return members.ToImmutable();
    }
}
