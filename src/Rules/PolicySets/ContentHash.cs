using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Reading;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// SHA-256 of what a document says: white space, the order of keys and the way a number is written make no difference,
/// the order of lists does. <c>$schema</c> is for editors and left out.
/// </summary>
internal static class ContentHash
{
    public static string Of(IEnumerable<JsonSourceNode> documents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var canonical in documents.Select(Canonical).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(canonical));
            hash.AppendData([0]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Canonical(JsonSourceNode node)
    {
        var text = new StringBuilder();
        Write(node, text, isRoot: true);
        return text.ToString();
    }

    private static void Write(JsonSourceNode node, StringBuilder text, bool isRoot = false)
    {
        switch (node)
        {
            case JsonObjectNode obj:
                text.Append('{');
                foreach (var member in obj.Members.OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    if (isRoot && member.Name == "$schema") continue;
                    Quote(member.Name, text);
                    text.Append(':');
                    Write(member.Value, text);
                    text.Append(',');
                }
                text.Append('}');
                break;
            case JsonArrayNode array:
                text.Append('[');
                foreach (var item in array.Items)
                {
                    Write(item, text);
                    text.Append(',');
                }
                text.Append(']');
                break;
            case JsonTextNode t: Quote(t.Value, text); break;
            case JsonNumberNode n:
                text.Append(decimal.TryParse(n.Written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? ScalarText.Number(number) : n.Written);
                break;
            case JsonBooleanNode b: text.Append(b.Value ? "true" : "false"); break;
            default: text.Append("null"); break;
        }
    }

    private static void Quote(string value, StringBuilder text) =>
        text.Append('"').Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
}
