using System.Text;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// Lays JSON out for people: what is small stands on one line, entries of lists and maps each on their own. The layout depends on the
/// content alone, so that laying it out again changes nothing.
/// </summary>
/// <param name="text">Where to write.</param>
/// <param name="replaced">Texts that are written in another spelling.</param>
internal sealed class JsonLayout(StringBuilder text, IReadOnlyDictionary<JsonSourceNode, string> replaced)
{
    private const int Width = 160;

    public void Write(JsonObjectNode root) => Lines(root, 0);

    private void Write(JsonSourceNode node, int depth, int used)
    {
        if (FitsOnOneLine(node) && Inline(node) is var line && used + line.Length < Width) text.Append(line);
        else if (node is JsonObjectNode or JsonArrayNode) Lines(node, depth);
        else text.Append(Scalar(node));
    }

    private void Lines(JsonSourceNode node, int depth)
    {
        var (open, close) = node is JsonObjectNode ? ('{', '}') : ('[', ']');
        var rows = node switch
        {
            JsonObjectNode obj => obj.Members.Select(m => (Name: Quote(m.Name) + ": ", m.Value)),
            JsonArrayNode array => array.Items.Select(i => (Name: "", Value: i)),
            _ => [],
        };
        text.Append(open);
        var first = true;
        foreach (var (name, value) in rows)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', 2 * (depth + 1)).Append(name);
            Write(value, depth + 1, 2 * (depth + 1) + name.Length);
            first = false;
        }
        if (!first) text.Append('\n').Append(' ', 2 * depth);
        text.Append(close);
    }

    // A list of objects gets a line for each, a map of maps of objects too.
    private static bool FitsOnOneLine(JsonSourceNode node) => node switch
    {
        JsonObjectNode obj => Height(obj) <= 2,
        JsonArrayNode array => array.Items.All(i => i is not JsonObjectNode && (i is not JsonArrayNode inner || Height(inner) <= 1)),
        _ => true,
    };

    private static int Height(JsonSourceNode node) => node switch
    {
        JsonObjectNode { Members.IsEmpty: true } or JsonArrayNode { Items.IsEmpty: true } => 1,
        JsonObjectNode obj => 1 + obj.Members.Max(m => Height(m.Value)),
        // A list of plain values counts as one of them; a list of anything else stands on lines of its own.
        JsonArrayNode array => array.Items.All(i => Height(i) == 0) ? 0 : 3,
        _ => 0,
    };

    private string Inline(JsonSourceNode node) => node switch
    {
        JsonObjectNode { Members.IsEmpty: true } => "{}",
        JsonObjectNode obj => $"{{ {string.Join(", ", obj.Members.Select(m => $"{Quote(m.Name)}: {Inline(m.Value)}"))} }}",
        JsonArrayNode array => $"[{string.Join(", ", array.Items.Select(Inline))}]",
        _ => Scalar(node),
    };

    private string Scalar(JsonSourceNode node) => node switch
    {
        JsonTextNode t => Quote(replaced.GetValueOrDefault(node) ?? t.Value),
        JsonNumberNode n => n.Written,
        JsonBooleanNode b => b.Value ? "true" : "false",
        _ => "null",
    };

    private static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (isPair) quoted.Append(c).Append(value[++i]);
            else if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (c == '\t') quoted.Append("\\t");
            else if (c == '\r') quoted.Append("\\r");
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF') quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
