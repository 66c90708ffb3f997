using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>Which facts a document uses, and which of their members; what it only declares, or only demands, is no use.</summary>
internal static class FactUse
{
    /// <summary>The members of a fact that are used, as paths below it: empty text for the fact itself, <c>.size</c> for a member, each with what lies below it.</summary>
    public static IReadOnlySet<string> Of(DecisionDocument document, FactDeclaration fact)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        if (!document.Parts.UsedFacts.Contains(fact.Name)) return used;
        foreach (var formula in document.Parts.Formulas) Visit(formula.Tree, fact.Name, used);
        // It is used by something else than an expression: then as a whole.
        if (used.Count == 0) used.UnionWith(Below("", fact.Type));
        return used;
    }

    private static void Visit(BoundNode node, string fact, HashSet<string> used)
    {
        if (PathOf(node, fact) is { } path)
        {
            used.UnionWith(Below(path, node.Type));
            return;
        }
        foreach (var child in node.Children) Visit(child, fact, used);
    }

    // The path of a member of a member of the fact; null for everything else.
    private static string? PathOf(BoundNode node, string fact) => node switch
    {
        BoundSymbol { Symbol: FactSymbol symbol } when symbol.Name == fact => "",
        BoundMember member when PathOf(member.Target, fact) is { } path => path + "." + member.Member.Name,
        _ => null,
    };

    private static IEnumerable<string> Below(string path, FactType type) => type switch
    {
        RecordType record => record.Members.SelectMany(m => Below(path + "." + m.Name, m.Type)).Prepend(path),
        ListType list => Below(path, list.Element),
        MapType map => Below(path, map.Element),
        _ => [path],
    };
}
