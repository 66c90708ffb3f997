using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// Lays a document over its base. Parameters and rows are overridden by their key, and only they; of a row or parameter, what is not
/// written again comes along from the base. New entries follow those of the base.
/// </summary>
internal sealed class DocumentMerger(IPolicyKind kind, DiagnosticBag diagnostics)
{
    // What a document says of itself is never inherited; its title and source are when it does not give its own.
    private static readonly HashSet<string> Own = new(["$schema", "kind", "name", "effective", "decides"], StringComparer.Ordinal);
    private static readonly HashSet<string> OwnOrBase = new(["title", "source"], StringComparer.Ordinal);
    private static readonly HashSet<string> OfParameter = new(["value", "label"], StringComparer.Ordinal);

    private readonly PartShape _shape = DocumentReader.ShapeOf(kind.DocumentType);
    private readonly ImmutableArray<ParameterOverride>.Builder _overrides = ImmutableArray.CreateBuilder<ParameterOverride>();

    public EffectiveDocument Merge(JsonObjectNode own, EffectiveDocument below)
    {
        _overrides.AddRange(below.Overrides);
        var members = new List<JsonMember>();
        foreach (var name in _shape.Properties.Keys)
        {
            var (mine, inherited) = (Member(own, name), Member(below.Node, name));
            if (name == "extends") continue;
            var member = (mine, inherited) switch
            {
                (not null, null) => mine,
                (null, not null) => Own.Contains(name) ? null : inherited,
                (not null, not null) => Own.Contains(name) || OwnOrBase.Contains(name) ? mine : Combine(_shape.Properties[name], mine, inherited),
                _ => null,
            };
            if (member is not null) members.Add(member);
        }
        // What the kind does not know is kept, so that the reader reports it.
        members.AddRange(own.Members.Where(m => !_shape.Properties.ContainsKey(m.Name)));
        return new EffectiveDocument(WithMembers(own, members), kind, _overrides.ToImmutable());
    }

    private JsonMember Combine(PartProperty property, JsonMember mine, JsonMember inherited)
    {
        var isEnvelope = property.Property.DeclaringType == typeof(PolicyDocument);
        switch (mine.Value, inherited.Value)
        {
            case (JsonObjectNode a, JsonObjectNode b) when property.Name == "parameters":
                return mine with { Value = Map(a, b, Parameter) };
            case (JsonObjectNode a, JsonObjectNode b) when IsMap(property.Type):
                return mine with { Value = Map(a, b, isEnvelope ? Fixed : (m, i) => m with { Value = Row(property.Type.GetGenericArguments()[1], m.Value, i.Value) }) };
            case (JsonArrayNode a, JsonArrayNode b) when KeyOf(property.Type) is { } key:
                return mine with { Value = Rows(property.Type, key, a, b, isEnvelope) };
            default:
                return Fixed(mine, inherited);
        }
    }

    // The same thing written again does no harm.
    private JsonMember Fixed(JsonMember mine, JsonMember inherited)
    {
        if (ContentHash.Canonical(mine.Value) != ContentHash.Canonical(inherited.Value))
            diagnostics.Add(ExtendsDiagnostics.NotOverridable, mine.NameSpan, mine.Name, inherited.Value.Span.ToString());
        return inherited;
    }

    private JsonMember Parameter(JsonMember mine, JsonMember inherited)
    {
        if (mine.Value is not JsonObjectNode a || inherited.Value is not JsonObjectNode b) return mine;
        var members = a.Members.Select(m => !OfParameter.Contains(m.Name) && Member(b, m.Name) is { } below ? Fixed(m, below) : m).ToArray();
        if (a["value"] is { } own && b["value"] is { } value) _overrides.Add(new ParameterOverride(mine.Name, own, value, b["override"]));
        return mine with { Value = WithMembers(a, [.. members, .. b.Members.Where(m => Member(a, m.Name) is null)]) };
    }

    private static JsonObjectNode Map(JsonObjectNode own, JsonObjectNode below, Func<JsonMember, JsonMember, JsonMember> combine)
    {
        var members = below.Members.Select(inherited => Member(own, inherited.Name) is { } mine ? combine(mine, inherited) : inherited);
        return WithMembers(own, [.. members, .. own.Members.Where(m => Member(below, m.Name) is null)]);
    }

    private JsonArrayNode Rows(Type list, string key, JsonArrayNode own, JsonArrayNode below, bool isEnvelope)
    {
        var element = list.GetGenericArguments()[0];
        var mine = own.Items.Select(item => (Key: Key(item, key), Item: item)).ToArray();
        var items = ImmutableArray.CreateBuilder<JsonSourceNode>();
        var used = new HashSet<JsonSourceNode>(ReferenceEqualityComparer.Instance);
        foreach (var inherited in below.Items)
        {
            var over = Key(inherited, key) is { } id ? mine.FirstOrDefault(m => m.Key == id).Item : null;
            if (over is not null) used.Add(over);
            if (over is not null && isEnvelope && ContentHash.Canonical(over) != ContentHash.Canonical(inherited))
                diagnostics.Add(ExtendsDiagnostics.NotOverridable, over.Span, Key(over, key), inherited.Span.ToString());
            items.Add(over is null || isEnvelope ? inherited : Row(element, over, inherited));
        }
        items.AddRange(mine.Where(m => !used.Contains(m.Item)).Select(m => m.Item));
        return new JsonArrayNode(own.Source, own.Pointer, own.Start, own.End, items.ToImmutable());
    }

    private JsonSourceNode Row(Type type, JsonSourceNode own, JsonSourceNode below)
    {
        if (own is not JsonObjectNode a || below is not JsonObjectNode b || !typeof(DocumentPart).IsAssignableFrom(type)) return own;
        var shape = DocumentReader.ShapeOf(type);
        var members = new List<JsonMember>();
        foreach (var mine in a.Members)
        {
            var inherited = Member(b, mine.Name);
            if (inherited is not null && shape.Properties.TryGetValue(mine.Name, out var property) && KeyOf(property.Type) is { } key
                && mine.Value is JsonArrayNode rows && inherited.Value is JsonArrayNode rowsBelow)
                members.Add(mine with { Value = Rows(property.Type, key, rows, rowsBelow, isEnvelope: false) });
            else
                members.Add(mine);
        }
        return WithMembers(a, [.. members, .. b.Members.Where(m => Member(a, m.Name) is null)]);
    }

    private static string? KeyOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && typeof(DocumentPart).IsAssignableFrom(type.GetGenericArguments()[0])
            ? DocumentReader.ShapeOf(type.GetGenericArguments()[0]).Key?.Name : null;

    private static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);

    private static string? Key(JsonSourceNode row, string key) => row is JsonObjectNode obj && obj[key] is JsonTextNode text ? text.Value : null;

    private static JsonMember? Member(JsonObjectNode node, string name) => node.Members.FirstOrDefault(m => m.Name == name);

    private static JsonObjectNode WithMembers(JsonObjectNode place, IEnumerable<JsonMember> members) =>
        new(place.Source, place.Pointer, place.Start, place.End, [.. members]);
}
