using System.Text;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Policies.Calendars;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// Writes a rule file in the one way in which all are written: white space, and the spelling of the expressions that it knows. Order and
/// content stay as they are, also of what it does not know; what it wrote it leaves alone.
/// </summary>
public static class RuleFormatter
{
    /// <summary>Formats a rule file.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="utf8">Its content.</param>
    /// <param name="diagnostics">Says why nothing is returned when the file is not JSON.</param>
    /// <returns>The text, ending with a line end; null when the file is not JSON or in the format of another program, which stays byte for byte.</returns>
    public static string? Format(string file, ReadOnlySpan<byte> utf8, DiagnosticBag diagnostics)
    {
        var own = new DiagnosticBag();
        var node = JsonSource.Parse(file, utf8, own);
        diagnostics.AddRange(own.ToImmutable());
        if (own.HasErrors || node is not JsonObjectNode root) return null;
        var type = TypeOf(root);
        return type is null && !file.EndsWith(".tests.json", StringComparison.Ordinal) ? null : Format(root, type);
    }

    /// <summary>The effective document: with everything that its bases give it, as it is hashed and approved.</summary>
    /// <param name="document">A document of a policy.</param>
    public static string Effective(DecisionDocument document) => Format((JsonObjectNode)document.Source.Node, document.Source.GetType());

    private static Type? TypeOf(JsonObjectNode root) => root["kind"] is not JsonTextNode kind ? null : kind.Value switch
    {
        "Policy" => typeof(PolicyDescription),
        "Calendar" => typeof(CalendarDocument),
        var name => PolicyKinds.All.GetValueOrDefault(name)?.DocumentType,
    };

    private static string Format(JsonObjectNode root, Type? type)
    {
        var respelled = new Dictionary<JsonSourceNode, string>(ReferenceEqualityComparer.Instance);
        if (type is not null) Expressions(root, type, respelled);
        var text = new StringBuilder();
        new JsonLayout(text, respelled).Write(root);
        return text.Append('\n').ToString();
    }

    // Which texts are expressions follows from the types of the document.
    private static void Expressions(JsonSourceNode node, Type type, Dictionary<JsonSourceNode, string> respelled)
    {
        if (type == typeof(ExpressionText))
        {
            if (node is JsonTextNode text && Respelled(text.Value) is { } spelled) respelled[node] = spelled;
        }
        else if (typeof(DocumentPart).IsAssignableFrom(type))
        {
            var shape = DocumentReader.ShapeOf(type);
            if (node is JsonObjectNode obj)
            {
                foreach (var member in obj.Members)
                    if (shape.Properties.TryGetValue(member.Name, out var property)) Expressions(member.Value, property.Type, respelled);
            }
            else if (shape.Shorthand is { } shorthand)
            {
                Expressions(node, shorthand.Type, respelled);
            }
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && node is JsonArrayNode list)
        {
            foreach (var item in list.Items) Expressions(item, type.GetGenericArguments()[0], respelled);
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && node is JsonObjectNode map)
        {
            foreach (var member in map.Members) Expressions(member.Value, type.GetGenericArguments()[1], respelled);
        }
    }

    // An expression that is not sound stays as its author left it.
    private static string? Respelled(string text)
    {
        var errors = new ParseErrors();
        var tree = Parser.ParseExpression(text, Dialect.Own, errors);
        return errors.Any ? null : Printer.Print(tree, Dialect.Own);
    }
}
