using System.Collections.Immutable;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Policies.Calendars;
using CrmWorkflows.Rules.Policies.FactModel;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>What the policies of one root share: calendars and bases.</summary>
internal sealed class SharedRules
{
    /// <summary>Name of the file beside a line's policies that says what is known in the line.</summary>
    public const string FactModelFile = "fact-model.json";

    private readonly Dictionary<string, LinkedFactModel> _factModels = new(StringComparer.Ordinal);
    public const string CalendarFolder = "_calendars";

    private readonly IReadOnlyDictionary<string, Calendar> _calendars;
    private readonly IReadOnlyDictionary<string, LocalizedText> _calendarTitles;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    private SharedRules(string root, DiagnosticBag diagnostics)
    {
        Root = root;
        Bases = new BaseDocuments(this);
        var documents = new CalendarDocuments(diagnostics);
        var folder = Path.Combine(root, CalendarFolder);
        if (Directory.Exists(folder))
            foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                if (RuleFile.Read(file, this, diagnostics) is { } node) documents.Read(node);
        _calendars = documents.Build();
        _calendarTitles = documents.Titles;
    }

    /// <summary>The functions that expressions can call.</summary>
    public FunctionLibrary Functions { get; private init; } = FunctionLibrary.BuiltIn;

    /// <summary>Folder above the business lines.</summary>
    public string Root { get; }

    /// <summary>The documents that others extend.</summary>
    public BaseDocuments Bases { get; }

    /// <summary>The files that were read: name from the root of the rules, and path.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    public void Seen(string name, string path) => _files[name] = path;

    public IEnumerable<string> CalendarNames => _calendars.Keys;

    private LinkedFactModel ReadFactModel(string file)
    {
        if (!File.Exists(file)) return LinkedFactModel.None;
        var bag = new DiagnosticBag();
        EntityModel? model = null;
        var node = RuleFile.Read(file, this, bag);
        if (node is not null && new DocumentReader(bag).Read<FactModelDocument>(node) is { } document)
        {
            if (document.Kind == "FactModel")
                model = new FactModelLinker(DeclaredTypes.Read(document.Types, TypeTable.Default, bag), bag).Link(document);
            else
                bag.Add(DocumentDiagnostics.UnknownKind, document.Span with { Length = 1 }, document.Kind, Suggestion.Phrase(document.Kind, ["FactModel"]), "FactModel");
        }
        return new LinkedFactModel(bag.HasErrors ? null : model, node, bag.ToImmutable());
    }

    public static SharedRules Read(string root, DiagnosticBag diagnostics) => Read(root, FunctionLibrary.BuiltIn, diagnostics);

    public static SharedRules Read(string root, FunctionLibrary functions, DiagnosticBag diagnostics) => new(root, diagnostics) { Functions = functions };

    /// <summary>
    /// The fact model of a line: empty when it has none, or when it does not hold together; then the bag of each policy of the line says so.
    /// </summary>
    public LinkedFactModel FactModel(string lineFolder, DiagnosticBag diagnostics)
    {
        if (!_factModels.TryGetValue(lineFolder, out var read)) _factModels[lineFolder] = read = ReadFactModel(Path.Combine(lineFolder, FactModelFile));
        diagnostics.AddRange(read.Findings);
        return read;
    }

    /// <summary>What a person reads of a calendar; null when there is none of the name.</summary>
    public LocalizedText? CalendarTitle(string name) => _calendarTitles.GetValueOrDefault(name);

    public Calendar? Calendar(string name) => _calendars.GetValueOrDefault(name);
}
