using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Policies.ServiceLevel;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Tests.Calendars;

namespace CrmWorkflows.Rules.Tests.Policies.ServiceLevel;

/// <summary>The guide and the error pages of the kind.</summary>
public sealed class ServiceLevelPageTests
{
    public static TheoryData<string> Codes =>
        [.. typeof(ServiceLevelDiagnostics).GetFields().Select(f => ((DiagnosticCode)f.GetValue(null)!).Id).Where(id => id != ServiceLevelDiagnostics.UnitChanged.Id)];

    [Fact]
    public void The_guide_shows_documents_that_load() => DocumentPages.AssertSound("service-level.md");

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_error_page_is_true(string id) => DocumentPages.AssertTrue(id);

    // The one code that two versions bring about together.
    [Fact]
    public void Consumed_time_is_not_carried_into_another_unit()
    {
        var at = TestCalendars.Instant("2026-06-01T09:00:00+08:00");
        var hours = new ClockTerms(ClockBasis.WorkingTime(TestCalendars.MonFri.WithHours("08:00-18:00")), TimeSpan.FromHours(4).Ticks, []);
        var fault = Assert.Throws<EvaluationFault>(() => ServiceClock.Read(
            at, at, hours, [new ClockEvent.Retermed(at.AddHours(1), new ClockTerms(ClockBasis.ElapsedTime, TimeSpan.FromHours(24).Ticks, []))], at.AddHours(2), new ClockNotes()));
        Assert.Equal(ServiceLevelDiagnostics.UnitChanged, fault.Code);
    }
}
