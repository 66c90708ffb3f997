using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.Grading;

internal static class GradingDiagnostics
{
    public static readonly DiagnosticCode NotAnEnum = new("CWF4001", Severity.Error);
    public static readonly DiagnosticCode UnknownTier = new("CWF4002", Severity.Error);
    public static readonly DiagnosticCode TiersWithoutUse = new("CWF4007", Severity.Error);
    public static readonly DiagnosticCode NoTiers = new("CWF4003", Severity.Error);
    public static readonly DiagnosticCode Unreachable = new("CWF4004", Severity.Error);
    public static readonly DiagnosticCode OneForm = new("CWF4005", Severity.Error);
    public static readonly DiagnosticCode NotOrdered = new("CWF4006", Severity.Error);
    public static readonly DiagnosticCode BandGap = new("CWF4010", Severity.Error);
    public static readonly DiagnosticCode BandOverlap = new("CWF4011", Severity.Error);
    public static readonly DiagnosticCode WeightSum = new("CWF4012", Severity.Error);
    public static readonly DiagnosticCode PointSum = new("CWF4013", Severity.Error);
    public static readonly DiagnosticCode SomeWeights = new("CWF4014", Severity.Error);
    public static readonly DiagnosticCode CriterionShape = new("CWF4015", Severity.Error);
    public static readonly DiagnosticCode NameTwice = new("CWF4016", Severity.Error);
    public static readonly DiagnosticCode NoBand = new("CWF4017", Severity.Error);
    public static readonly DiagnosticCode TotalNotConstant = new("CWF4018", Severity.Error);
    public static readonly DiagnosticCode EmptyBand = new("CWF4019", Severity.Error);
    public static readonly DiagnosticCode PopulationShape = new("CWF4020", Severity.Error);
    public static readonly DiagnosticCode GroupShape = new("CWF4021", Severity.Error);
    public static readonly DiagnosticCode MemberTwice = new("CWF4022", Severity.Error);
    public static readonly DiagnosticCode AdjustmentNeedsTier = new("CWF4030", Severity.Error);
    public static readonly DiagnosticCode AdjustmentMisplaced = new("CWF4031", Severity.Error);
    public static readonly DiagnosticCode EmptyProtection = new("CWF4032", Severity.Error);
}
