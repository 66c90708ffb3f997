using CrmWorkflows.Rules.Conformance.Mutation;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Tests.Conformance.Mutation;

/// <summary>What one unit is: of each type, and of the way in which a figure is written.</summary>
public sealed class UnitShiftTests
{
    private static readonly TypeTable Types = TypeTable.Default.With(
    [
        new EnumType(new EnumDeclaration("grade", [new("A"), new("B"), new("C")])),
        new EnumType(new EnumDeclaration("only", [new("A")])),
    ]);

    [Theory]
    [InlineData("Integer", "3", "4", "2")]
    [InlineData("Decimal", "3", "4", "2")]
    [InlineData("Decimal", "0.70", "0.71", "0.69")]
    [InlineData("Money(CNY)", "50000", "50001", "49999")]
    [InlineData("Money(CNY)", "0.05", "0.06", "0.04")]
    [InlineData("Percentage", "0.1", "0.11", "0.09")]
    [InlineData("Percentage", "0.125", "0.126", "0.124")]
    [InlineData("Boolean", "true", "false")]
    [InlineData("grade", "\"A\"", "\"B\"")]
    [InlineData("grade", "\"C\"", "\"A\"")]
    [InlineData("grade?", "null", "\"A\"")]
    [InlineData("only", "\"A\"")]
    [InlineData("Text", "\"a\"", "\"a*\"")]
    [InlineData("Date", "\"2026-02-28\"", "\"2026-03-01\"", "\"2026-02-27\"")]
    [InlineData("MonthDay", "\"03-01\"", "\"--03-02\"", "\"--02-29\"")]
    [InlineData("YearMonth", "\"2026-12\"", "\"2027-01\"", "\"2026-11\"")]
    [InlineData("TimeOfDay", "\"09:00\"", "\"09:01\"", "\"08:59\"")]
    [InlineData("Instant", "\"2026-03-15T09:30:00+08:00\"", "\"2026-03-15T09:31:00+08:00\"", "\"2026-03-15T09:29:00+08:00\"")]
    [InlineData("Period", "\"P1M\"", "\"P2M\"", "\"P0M\"")]
    [InlineData("Period", "\"P1Y6M\"", "\"P1Y7M\"", "\"P1Y5M\"")]
    [InlineData("Duration", "\"PT24H\"", "\"PT25H\"", "\"PT23H\"")]
    [InlineData("Duration", "\"PT30M\"", "\"PT31M\"", "\"PT29M\"")]
    [InlineData("WorkingDays", "\"3wd\"", "\"4wd\"", "\"2wd\"")]
    [InlineData("WorkingTime", "\"4wh\"", "\"5wh\"", "\"3wh\"")]
    [InlineData("WorkingTime", "\"4wh30wm\"", "\"4wh31wm\"", "\"4wh29wm\"")]
    public void A_figure_moves_by_one_unit_of_its_type_and_of_the_way_it_is_written(string type, string json, params string[] neighbours)
    {
        var diagnostics = new DiagnosticBag();
        var node = JsonSource.Parse(null, json, diagnostics)!;
        Assert.Equal(neighbours, UnitShift.Of(node, Types.Parse(type, (_, _) => SourceSpan.None, diagnostics)!));
        Assert.False(diagnostics.HasErrors);
    }
}
