using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Writes lines of outcomes and of rejected rows as UTF-8. Used by one thread.</summary>
internal abstract class RowWriter
{
    /// <summary>What stands for the key where rows have none.</summary>
    public const string LineKey = "line";

    /// <summary>The columns of a rejected row.</summary>
    protected static readonly ImmutableArray<string> RejectColumns = ["line", "key", "column", "field", "value", "code", "reason", "remedy"];

    /// <summary>The line above the outcomes, if the format has one.</summary>
    public abstract void OutputHeader(RowBuffer output);

    /// <summary>The line above the rejected rows, if the format has one.</summary>
    public abstract void RejectsHeader(RowBuffer output);

    /// <summary>An outcome: key, fields in their order, policy hash.</summary>
    public abstract void Outcome(RowBuffer output, ReadOnlySpan<byte> key, long line, ReadOnlySpan<Value> outcome);

    /// <summary>That there is no outcome: key, names of missing facts, policy hash.</summary>
    public abstract void Undetermined(RowBuffer output, ReadOnlySpan<byte> key, long line, IEnumerable<string> missingFacts);

    /// <summary>One reason why a row was rejected.</summary>
    public abstract void Reject(RowBuffer output, ReadOnlySpan<byte> key, long line, RowProblem problem);

    public static RowWriter For(RowFormat format, string keyName, DecisionDocument document, string policyHash, Language language) =>
        format == RowFormat.Csv
            ? new CsvRowWriter(keyName, document, policyHash, language)
            : new JsonLinesRowWriter(keyName, document, policyHash, language);

    protected static string ReasonOf(RowProblem problem, Language language) => problem.Diagnostic.Message(language).Trim();
}
