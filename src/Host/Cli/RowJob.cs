using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary>A decision of a policy on the rows of a file.</summary>
internal sealed record RowJob(string Input, BatchOptions Options)
{
    /// <summary>Finds the document and the file; null when there is none, and the reason is written.</summary>
    public static RowJob? Make(CommandLineContext cli, PolicySet policy, string? decision, string input, EvaluationMoment moment, RowFormat read, RowFormat written)
    {
        if (input != "-" && !File.Exists(input)) return Fail(cli, RowDiagnostics.NoSuchFile, input);
        if (DocumentOf(policy, decision, moment.AsOf ?? moment.Today) is not { } document)
        {
            var names = policy.Documents.Select(d => d.Name).Distinct().ToArray();
            return decision is null
                ? Fail(cli, RowDiagnostics.WhichDecision, policy.Name, string.Join(", ", names))
                : Fail(cli, CliDiagnostics.UnknownDecision, policy.Name, decision, Suggestion.Phrase(decision, names), string.Join(", ", names));
        }
        return new RowJob(input, new BatchOptions(document, moment)
        {
            FactModel = policy.FactModel,
            PolicyHash = policy.Hash,
            Input = read,
            Output = written,
            Language = cli.Language,
        });
    }

    /// <summary>Begins to read; null when the file is of no use, and the reason is written.</summary>
    public BatchRun? Open(CommandLineContext cli, Stream input)
    {
        var findings = new DiagnosticBag();
        var run = BatchRun.Open(input, Input == "-" ? cli.Text("cli.standardInput") : Input, Options, findings);
        foreach (var finding in findings.ToImmutable()) cli.Error.WriteLine(finding.Render(cli.Language));
        return run;
    }

    /// <summary>The bytes of the input.</summary>
    public Stream Stream(CommandLineContext cli) =>
        Input == "-" ? cli.OpenInput() : new FileStream(Input, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);

    /// <summary>Bytes of the input; null when it is piped in.</summary>
    public long? Length() => Input == "-" ? null : new FileInfo(Input).Length;

    // The document that is named, or named like the policy, or the only one.
    private static DecisionDocument? DocumentOf(PolicySet policy, string? decision, DateOnly day)
    {
        if (decision is not null) return policy.Find(decision, day);
        if (policy.Find(policy.Name, day) is { } same) return same;
        var names = policy.Documents.Select(d => d.Name).Distinct().ToArray();
        return names.Length == 1 ? policy.Find(names[0], day) : null;
    }

    private static RowJob? Fail(CommandLineContext cli, DiagnosticCode code, params ReadOnlySpan<object?> arguments)
    {
        cli.Error.WriteLine(new Diagnostic(code, SourceSpan.None, [.. arguments]).Render(cli.Language));
        return null;
    }
}
