using System.Collections.Immutable;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>A row that was looked for.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Facts">The facts in order of the document's.</param>
/// <param name="Problems">Why the row cannot be decided; empty when it can.</param>
public sealed record FoundRow(long Line, ImmutableArray<Value> Facts, ImmutableArray<RowProblem> Problems);
