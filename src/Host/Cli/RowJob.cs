using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary>What the command line asks for: a decision of a policy, on the rows of a file.</summary>
internal sealed record RowJob(string Rules, string Line, string Policy, string? Decision, string Input, RowFormat InputFormat, RowFormat OutputFormat, DateOnly? AsOf)
{
    /// <summary>Loads the policy and finds the document; null when there is none, and the reason has been written.</summary>
    public BatchOptions? Prepare(CommandLineContext cli)
    {
        if (Input != "-" && !File.Exists(Input)) return Fail(cli, RowDiagnostics.NoSuchFile, Input);
        if (!Directory.Exists(Path.Combine(Rules, Line))) return Fail(cli, RowDiagnostics.NoSuchLine, Line, Rules, Near(Line, FoldersOf(Rules)));
        var folder = Path.Combine(Rules, Line, Policy);
        if (!File.Exists(Path.Combine(folder, "policy.json"))) return Fail(cli, RowDiagnostics.NoSuchPolicy, Policy, Line, Near(Policy, FoldersOf(Path.Combine(Rules, Line))));
        var load = PolicyLoader.Load(folder);
        foreach (var finding in load.Diagnostics.Where(d => d.Severity != Severity.Information)) cli.Error.WriteLine(finding.Render(cli.Language));
        if (load.Library.Find(Line, Policy) is not { } policy) return null;
        var moment = cli.Moment(AsOf);
        if (DocumentOf(policy, moment.AsOf ?? moment.Today) is not { } document)
        {
            var names = policy.Documents.Select(d => d.Name).Distinct().ToArray();
            return Decision is null
                ? Fail(cli, RowDiagnostics.WhichDecision, Policy, string.Join(", ", names))
                : Fail(cli, RowDiagnostics.NoSuchDecision, Decision, Policy, string.Join(", ", names), Near(Decision, names));
        }
        return new BatchOptions(document, moment)
        {
            FactModel = policy.FactModel,
            PolicyHash = policy.Hash,
            Input = InputFormat,
            Output = OutputFormat,
            Language = cli.Language,
        };
    }

    /// <summary>Opens the input.</summary>
    public Stream Open(CommandLineContext cli) =>
        Input == "-" ? cli.OpenInput() : new FileStream(Input, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);

    /// <summary>Bytes of the input; null when it is piped in.</summary>
    public long? Length() => Input == "-" ? null : new FileInfo(Input).Length;

    // The document that is named, or named like the policy, or the only one.
    private DecisionDocument? DocumentOf(PolicySet policy, DateOnly day)
    {
        if (Decision is not null) return policy.Find(Decision, day);
        if (policy.Find(policy.Name, day) is { } same) return same;
        var names = policy.Documents.Select(d => d.Name).Distinct().ToArray();
        return names.Length == 1 ? policy.Find(names[0], day) : null;
    }

    private static BatchOptions? Fail(CommandLineContext cli, DiagnosticCode code, params ReadOnlySpan<object?> arguments)
    {
        cli.Error.WriteLine(new Diagnostic(code, SourceSpan.None, [.. arguments]).Render(cli.Language));
        return null;
    }

    private static LocalizedText Near(string written, IEnumerable<string> names) => Suggestion.Phrase(written, names);

    private static IEnumerable<string> FoldersOf(string folder) => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)!) : [];
}
