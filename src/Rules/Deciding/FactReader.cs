using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>Reads the facts of a document from JSON; what does not fit is a diagnostic with its place.</summary>
public static class FactReader
{
    /// <summary>Reads a JSON object whose members are facts by name, as UTF-8.</summary>
    /// <param name="document">The document that will decide.</param>
    /// <param name="file">Name of the input, for messages.</param>
    /// <param name="utf8">The JSON.</param>
    /// <param name="diagnostics">Collects what does not fit; the facts are of no use when it has an error.</param>
    /// <returns>The facts in order of <see cref="DecisionDocument.Facts"/>.</returns>
    public static Value[] Read(DecisionDocument document, string? file, ReadOnlySpan<byte> utf8, DiagnosticBag diagnostics)
    {
        var facts = new Value[document.Facts.Length];
        if (document.Utf8.TryRead(utf8, facts)) return facts;
        facts.AsSpan().Clear();
        var node = JsonSource.Parse(file, utf8, diagnostics);
        if (node is JsonObjectNode obj) return Read(document, obj, diagnostics);
        if (node is not null) diagnostics.Add(Documents.DocumentDiagnostics.WrongShape, node.Span, TextCatalog.Rules.Find("shape.object"), node.Excerpt());
        return new Value[document.Facts.Length];
    }

    internal static Value[] Read(DecisionDocument document, JsonObjectNode given, DiagnosticBag diagnostics)
    {
        var facts = new Value[document.Facts.Length];
        var names = document.Facts.Select(f => f.Name).ToArray();
        foreach (var member in given.Members)
        {
            var index = Array.IndexOf(names, member.Name);
            if (index < 0)
                diagnostics.Add(ReadingDiagnostics.UnknownFact, member.NameSpan, document.Name, member.Name, Suggestion.Phrase(member.Name, names));
            else
                // Null is a value: a fact that may be absent may also be null.
                facts[index] = JsonValueReader.Read(member.Value, document.Facts[index].Required ? document.Facts[index].Type : document.Facts[index].Type.OrNull(), document.Facts[index].Label, diagnostics);
        }
        return facts;
    }
}
