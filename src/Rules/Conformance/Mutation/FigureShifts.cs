using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.UnaryTests;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>
/// All small changes of a figure: of a scalar its neighbours (<see cref="UnitShift"/>), of a list each member left out, the first further
/// member that its type has put in, and, where their order matters, two neighbours exchanged; of a map and a record those of each entry.
/// </summary>
internal static class FigureShifts
{
    public static IEnumerable<FigureShift> Of(DecisionDocument document, LinkedFigure figure) =>
        In(figure.Node, figure.Type, ListOrder.Matters(document, figure), isExpression: figure.Parameter is null);

    private static IEnumerable<FigureShift> In(JsonSourceNode node, FactType type, bool orderMatters, bool isExpression) => (node, type.NotNull()) switch
    {
        (JsonArrayNode list, ListType t) => List(list, t, orderMatters, isExpression),
        (JsonObjectNode map, MapType t) => map.Members.SelectMany(m => In(m.Value, t.Element, orderMatters, isExpression)),
        (JsonObjectNode record, RecordType t) => record.Members.SelectMany(m =>
            t.Members.FirstOrDefault(x => x.Name == m.Name) is { } member ? In(m.Value, member.Type, orderMatters, isExpression) : []),
        // A text in a row that is no literal is an expression: its figures are parameters.
        (JsonTextNode text, _) when isExpression && PlainLiteral.Read(text.Value, type) is null => [],
        _ => UnitShift.Of(node, type).Select(json => new FigureShift(node, Node(json), node.Pointer, $"{Raw(node)} -> {json}")),
    };

    private static IEnumerable<FigureShift> List(JsonArrayNode list, ListType type, bool orderMatters, bool isExpression)
    {
        var items = list.Items;
        for (var i = 0; i < items.Length; i++)
            yield return new FigureShift(list, NodeReplacement.WithItems(list, items.RemoveAt(i)), items[i].Pointer, $"- {Raw(items[i])}");
        for (var i = 1; orderMatters && i < items.Length; i++)
        {
            var swapped = items.SetItem(i - 1, items[i]).SetItem(i, items[i - 1]);
            yield return new FigureShift(list, NodeReplacement.WithItems(list, swapped), items[i - 1].Pointer, $"{Raw(items[i - 1])} <-> {Raw(items[i])}");
        }
        if (Further(list, type.Element) is { } further)
            yield return new FigureShift(list, NodeReplacement.WithItems(list, items.Add(Node(further))), list.Pointer + "/-", $"+ {further}");
        if (type.Element is not (RecordType or ListType or MapType)) yield break;
        foreach (var inner in items.SelectMany(item => In(item, type.Element, orderMatters, isExpression))) yield return inner;
    }

    private static string? Further(JsonArrayNode list, FactType element) => element.NotNull() switch
    {
        EnumType e => e.Declaration.Members.Select(m => UnitShift.Quoted(m.Code)).FirstOrDefault(code => list.Items.All(i => Raw(i) != code)),
        _ when list.Items.IsEmpty => UnitShift.First(element),
        _ => null,
    };

    private static JsonSourceNode Node(string json) => JsonSource.Parse(null, json, new DiagnosticBag())!;

    private static string Raw(JsonSourceNode node) => node is JsonTextNode text ? UnitShift.Quoted(text.Value) : node.Source.Text[node.Start..node.End];
}
