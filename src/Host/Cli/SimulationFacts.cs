using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Host.Cli;

/// <summary>
/// The facts of a simulation: an object of facts, or an object with one entry a document, each an object or a list of objects
/// (<c>subject</c> names whom they are about). The day itself is supplied wherever a document asks for it.
/// </summary>
internal sealed class SimulationFacts
{
    private const string Subject = "subject";

    private readonly CommandLineContext _cli;
    private readonly string _file;
    private readonly JsonObject? _root;

    public SimulationFacts(CommandLineContext cli, string? file, byte[] utf8)
    {
        (_cli, _file) = (cli, file ?? cli.Text("cli.decide.piped"));
        try
        {
            _root = JsonNode.Parse(utf8) as JsonObject;
        }
        catch (JsonException)
        {
            // Said below, in the reader's language.
        }
        if (_root is not null) return;
        IsSound = false;
        cli.Error.WriteLine(cli.Text("cli.simulate.notFacts", _file));
    }

    /// <summary>False when the file or a fact in it could not be read; the reason is written.</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>Whether the facts have an entry for a document.</summary>
    public bool IsGiven(DecisionDocument document) => _root?.ContainsKey(document.Name) == true;

    /// <summary>The names of the file that are neither a document of the policy nor a fact of one, each with what was perhaps meant.</summary>
    public IEnumerable<(string Name, LocalizedText Meant)> Unknown(PolicySet policy)
    {
        var known = policy.Documents.Select(d => d.Name).Concat(policy.Documents.SelectMany(d => d.Facts).Select(f => f.Name)).Append(Subject).ToHashSet(StringComparer.Ordinal);
        return (_root ?? []).Select(p => p.Key).Where(name => !known.Contains(name)).Select(name => (name, Suggestion.Phrase(name, known)));
    }

    /// <summary>The facts of a document on a day, for each subject.</summary>
    public IEnumerable<(string? Subject, Value[] Facts)> Of(DecisionDocument document, DateOnly day, TimeSpan offset)
    {
        if (_root is null || !IsSound) yield break;
        var own = _root[document.Name];
        IEnumerable<JsonObject> given = own switch
        {
            JsonArray list => list.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => [_root],
        };
        foreach (var facts in given)
        {
            // In an entry of its own a name that the document does not know is a mistake; facts for all documents are taken by those that know them.
            var json = new JsonObject();
            foreach (var (name, value) in facts)
                if (document.Facts.Any(f => f.Name == name) || (own is not null && name != Subject)) json[name] = value?.DeepClone();
            var diagnostics = new DiagnosticBag();
            var values = FactReader.Read(document, _file, Encoding.UTF8.GetBytes(json.ToJsonString()), diagnostics);
            if (diagnostics.HasErrors)
            {
                IsSound = false;
                foreach (var diagnostic in diagnostics.ToImmutable()) _cli.Error.WriteLine(diagnostic.Render(_cli.Language));
                yield break;
            }
            AskedDay.Fill(document, values, new EvaluationMoment(new DateTimeOffset(day, new TimeOnly(23, 59, 59), offset), day));
            yield return (facts[Subject] is JsonValue subject ? subject.ToString() : null, values);
        }
    }
}
