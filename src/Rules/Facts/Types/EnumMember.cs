using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>One member of an enum.</summary>
/// <param name="Code">What files and programs write.</param>
/// <param name="Label">What a person reads.</param>
public sealed record EnumMember(string Code, LocalizedText? Label = null);
