using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Interop;

/// <summary>A case of the real engine's outcomes and what came of it here.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Feature">What it is about.</param>
/// <param name="Status">How the outcomes compare.</param>
/// <param name="Differences">Where they differ.</param>
/// <param name="Json">Our outcome: <c>{"id", "expected", "throws", "expectedAction", "actionThrows"}</c>.</param>
public sealed record RulesEngineCaseResult(string Id, string Feature, RulesEngineCaseStatus Status, ImmutableArray<string> Differences, string Json);
