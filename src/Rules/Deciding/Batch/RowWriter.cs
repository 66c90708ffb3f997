using System.Buffers;
using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Writes lines of outcomes and of rejected rows as UTF-8. Used by one thread.</summary>
internal abstract class RowWriter
{
    /// <summary>The columns of a rejected row.</summary>
    protected static readonly ImmutableArray<string> RejectColumns = ["line", "key", "column", "field", "value", "code", "reason", "remedy"];

    /// <summary>The line above the outcomes, if the format has one.</summary>
    public abstract void OutputHeader(ArrayBufferWriter<byte> output);

    /// <summary>The line above the rejected rows, if the format has one.</summary>
    public abstract void RejectsHeader(ArrayBufferWriter<byte> output);

    /// <summary>An outcome: key, fields, names of missing facts, policy hash.</summary>
    public abstract void Outcome(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> key, long line, Decision decision);

    /// <summary>One reason why a row was rejected.</summary>
    public abstract void Reject(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> key, long line, RowProblem problem);

    public static RowWriter For(RowFormat format, string keyName, DecisionDocument document, string policyHash, Language language) =>
        format == RowFormat.Csv
            ? new CsvRowWriter(keyName, document, policyHash, language)
            : new JsonLinesRowWriter(keyName, document, policyHash, language);

    protected static string ReasonOf(RowProblem problem, Language language) => problem.Diagnostic.Message(language).Trim();
}
