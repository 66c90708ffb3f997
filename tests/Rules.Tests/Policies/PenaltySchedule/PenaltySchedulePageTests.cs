using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.PenaltySchedule;

namespace CrmWorkflows.Rules.Tests.Policies.PenaltySchedule;

/// <summary>The guide and the error pages of the kind.</summary>
public sealed class PenaltySchedulePageTests
{
    public static TheoryData<string> Codes => [.. typeof(PenaltyScheduleDiagnostics).GetFields().Select(f => ((DiagnosticCode)f.GetValue(null)!).Id)];

    [Fact]
    public void The_guide_shows_documents_that_load() => DocumentPages.AssertSound("penalty-schedule.md");

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_error_page_is_true(string id) => DocumentPages.AssertTrue(id);
}
