namespace CrmWorkflows.Rules.Expressions.Binding;

/// <summary>Where a value stands, as its supplier knows it: <c>gradesByYear.2025</c>, <c>holdings[].exitedOn</c>.</summary>
internal static class BoundPath
{
    public static string Of(BoundNode node) => node switch
    {
        BoundSymbol { Symbol: LocalSymbol { ItemOf: { } list } } => list + "[]",
        BoundSymbol symbol => symbol.Symbol.Name,
        BoundMember member => $"{Of(member.Target)}.{member.Member.Name}",
        BoundIndex index => $"{Of(index.Target)}[]",
        BoundCall call when call.Arguments.Length > 0 => Of(call.Arguments[0]),
        _ => "?",
    };
}
