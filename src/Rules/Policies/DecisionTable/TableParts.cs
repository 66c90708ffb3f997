using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>A column that cells are held against.</summary>
/// <param name="Value">Its value as the cells see it: a fact, or the local that holds what was computed.</param>
/// <param name="Computed">What is computed into <paramref name="Slot"/> before the rows are looked at; null when the column is a name.</param>
internal sealed record TableInput(string Name, LocalizedText Label, Formula Value, Formula? Computed, int Slot);

/// <summary>Something that a row decides.</summary>
/// <param name="Priority">Order of its values for the policies that need one; null when the output takes no part in it.</param>
internal sealed record TableOutput(string Name, FactType Type, LocalizedText Label, IComparer<Value>? Priority);

/// <summary>A row: one cell a column, null where everything matches, and one formula an output.</summary>
/// <param name="Label">What a person reads: its number, or the heading of a map or matrix.</param>
internal sealed record TableRow(string Id, LocalizedText Label, ImmutableArray<Formula?> Cells, ImmutableArray<Formula> Outputs, string? Clause, SourceSpan Span)
{
    public bool TakesEverything => Cells.All(c => c is null);
}

/// <summary>What a table consists of, for whoever evaluates, checks or compiles it. Immutable.</summary>
/// <param name="Default">What holds when no row matches; its cells are empty. Null when nothing does.</param>
internal sealed record TableParts(
    ImmutableArray<TableInput> Inputs,
    ImmutableArray<TableOutput> Outputs,
    HitPolicy HitPolicy,
    TableAggregate? Aggregate,
    ImmutableArray<TableRow> Rows,
    TableRow? Default)
{
    public bool GivesOneRow => HitPolicy is HitPolicy.Unique or HitPolicy.First or HitPolicy.Any or HitPolicy.Priority;
}
