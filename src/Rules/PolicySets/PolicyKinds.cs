using System.Collections.Frozen;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Policies.AccessPolicy;
using CrmWorkflows.Rules.Policies.Allocation;
using CrmWorkflows.Rules.Policies.ApprovalChain;
using CrmWorkflows.Rules.Policies.Calculation;
using CrmWorkflows.Rules.Policies.Checklist;
using CrmWorkflows.Rules.Policies.DecisionTable;
using CrmWorkflows.Rules.Policies.Grading;
using CrmWorkflows.Rules.Policies.ObligationPlan;
using CrmWorkflows.Rules.Policies.PenaltySchedule;
using CrmWorkflows.Rules.Policies.RuleSet;
using CrmWorkflows.Rules.Policies.ServiceLevel;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>The kinds of document. A new kind is a folder under <c>Policies</c> and one line here.</summary>
internal static class PolicyKinds
{
    public static FrozenDictionary<string, IPolicyKind> All { get; } = new IPolicyKind[]
    {
        new AccessPolicyKind(),
        new AllocationKind(),
        new ApprovalChainKind(),
        new CalculationKind(),
        new ChecklistKind(),
        new DecisionTableKind(),
        new GradingKind(),
        new ObligationPlanKind(),
        new PenaltyScheduleKind(),
        new RuleSetKind(),
        new ServiceLevelKind(),
    }.ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);
}
