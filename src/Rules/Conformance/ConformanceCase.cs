using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>One worked case of a clause: what is given, and what must follow.</summary>
internal sealed record ConformanceCase(string Clause, string Name, JsonObjectNode Given, JsonObjectNode Then);
