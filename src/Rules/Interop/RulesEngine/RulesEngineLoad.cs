using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Interop;

/// <summary>An engine, or why the files were refused.</summary>
/// <param name="Engine">The engine; null when a finding refuses one of the files.</param>
/// <param name="Diagnostics">All findings, with file, JSON pointer, line and column.</param>
public sealed record RulesEngineLoad(RulesEngine? Engine, ImmutableArray<Diagnostic> Diagnostics);
