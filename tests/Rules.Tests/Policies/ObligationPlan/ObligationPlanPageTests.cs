using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.ObligationPlan;

namespace CrmWorkflows.Rules.Tests.Policies.ObligationPlan;

/// <summary>The guide and the error pages of the kind.</summary>
public sealed class ObligationPlanPageTests
{
    public static TheoryData<string> Codes => [.. typeof(ObligationPlanDiagnostics).GetFields().Select(f => ((DiagnosticCode)f.GetValue(null)!).Id)];

    [Fact]
    public void The_guide_shows_documents_that_load() => DocumentPages.AssertSound("obligation-plan.md");

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_error_page_is_true(string id) => DocumentPages.AssertTrue(id);
}
