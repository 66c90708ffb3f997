using System.Globalization;
using System.Text.Json;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Host.Cli;

/// <summary>What a program reads of a simulation.</summary>
internal static class SimulationJson
{
    public static void Write(CommandLineContext cli, PolicySet policy, Simulation simulation) => cli.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("duties");
        foreach (var found in simulation.Duties) Write(cli, policy, writer, found);
        writer.WriteEndArray();
        writer.WriteStartObject("undetermined");
        foreach (var lacking in simulation.Lacking)
        {
            writer.WriteStartArray(lacking.Document.Name);
            foreach (var fact in lacking.Missing) writer.WriteStringValue(fact);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        writer.WriteStartObject("failed");
        foreach (var (document, fault) in simulation.Faults) writer.WriteString(document, $"{fault.Code.Id}: {fault.Message(cli.Language)}");
        writer.WriteEndObject();
        writer.WriteStartArray("unpublishedYears");
        foreach (var year in simulation.UnpublishedYears) writer.WriteNumberValue(year);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(CommandLineContext cli, PolicySet policy, Utf8JsonWriter writer, FoundDuty found)
    {
        var duty = found.Duty;
        writer.WriteStartObject();
        writer.WriteString("day", duty.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (duty.Due.Kind == ValueKind.Instant) writer.WriteString("at", duty.Due.AsInstant());
        writer.WriteString("decision", duty.Document.Name);
        writer.WriteString("title", duty.Document.Title.In(cli.Language));
        if (duty.What is { } what) writer.WriteString("what", what.In(cli.Language));
        if (found.Subject is not null) writer.WriteString("subject", found.Subject);
        if (duty.By is { } by) writer.WriteString("by", by.In(cli.Language));
        if (duty.Clause is { } clause)
        {
            writer.WriteString("clause", clause);
            writer.WriteString("reference", SimulationReport.Reference(policy, clause));
        }
        writer.WriteString("state", duty.StateCode);
        writer.WriteString("stateLabel", duty.State.In(cli.Language));
        writer.WriteEndObject();
    }
}
