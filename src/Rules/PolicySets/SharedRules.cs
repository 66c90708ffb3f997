using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.Calendars;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>What the policies of one root share: calendars and bases.</summary>
internal sealed class SharedRules
{
    private readonly IReadOnlyDictionary<string, Calendar> _calendars;

    private SharedRules(string root, DiagnosticBag diagnostics)
    {
        Root = root;
        var documents = new CalendarDocuments(diagnostics);
        var folder = Path.Combine(root, "_calendars");
        if (Directory.Exists(folder))
            foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                if (RuleFile.Read(file, this, diagnostics) is { } node) documents.Read(node);
        _calendars = documents.Build();
    }

    /// <summary>Folder above the business lines.</summary>
    public string Root { get; }

    public IEnumerable<string> CalendarNames => _calendars.Keys;

    public static SharedRules Read(string root, DiagnosticBag diagnostics) => new(root, diagnostics);

    public Calendar? Calendar(string name) => _calendars.GetValueOrDefault(name);
}
