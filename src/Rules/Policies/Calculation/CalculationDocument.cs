using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.Calculation;

/// <summary>A figure: facts, intermediate results and an outcome, without a body.</summary>
internal sealed record CalculationDocument : PolicyDocument;
