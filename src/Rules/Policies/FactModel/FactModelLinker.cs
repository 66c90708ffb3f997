using System.Collections.Frozen;
using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.FactModel;

/// <summary>Links the fact model of a line: every finding into the bag, so that one run reports them all.</summary>
internal sealed class FactModelLinker(TypeTable types, DiagnosticBag diagnostics)
{
    public EntityModel Link(FactModelDocument document)
    {
        var entities = ImmutableArray.CreateBuilder<Entity>();
        foreach (var entry in document.Entities)
        {
            if (entities.Any(e => e.Name == entry.Name)) diagnostics.Add(DocumentDiagnostics.NameTaken, entry.Span, entry.Name);
            else entities.Add(Link(entry));
        }
        return new EntityModel(document.Name, document.Title, entities.ToImmutable(), types);
    }

    private Entity Link(EntityEntry entry)
    {
        var fields = ImmutableArray.CreateBuilder<EntityField>();
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in entry.Fields)
        {
            if (fields.Any(f => f.Name == field.Name)) diagnostics.Add(DocumentDiagnostics.NameTaken, field.Span, field.Name);
            else if (Link(field, entry, headers) is { } linked) fields.Add(linked);
        }
        var key = entry.Key is null ? null : fields.FirstOrDefault(f => f.Name == entry.Key);
        if (entry.Key is not null && key is null)
            diagnostics.Add(FactModelDiagnostics.NoSuchKey, entry.Span, entry.Name, entry.Key, Suggestion.Phrase(entry.Key, entry.Fields.Select(f => f.Name)));
        return new Entity(entry.Name, entry.Label, key, fields.ToImmutable());
    }

    private EntityField? Link(FieldEntry field, EntityEntry entity, Dictionary<string, string> headers)
    {
        ImmutableArray<string> written = [field.Name, .. field.Aliases.Where(a => a != field.Name)];
        foreach (var header in written)
            if (!headers.TryAdd(header, field.Name)) diagnostics.Add(FactModelDiagnostics.HeaderTwice, field.Span, header, headers[header], field.Name);
        if (types.Parse(field.Type.Text, field.Type.Node.SpanOf, diagnostics) is not { } type) return null;
        return new EntityField($"{entity.Name}.{field.Name}", field.Name, type, field.Label)
        {
            Unit = field.Unit,
            Sensitivity = field.Sensitivity ?? SensitivityClass.Internal,
            Required = field.Required || field.Name == entity.Key,
            Headers = written,
            Format = Format(field.Format, entity.Format, type),
        };
    }

    private FieldFormat Format(FormatEntry? own, FormatEntry? shared, FactType type)
    {
        var dates = own?.Dates ?? shared?.Dates ?? [];
        foreach (var date in dates) CheckDate(date, (own?.Dates is null ? shared : own)!);
        var point = Mark(own?.Decimal ?? shared?.Decimal ?? ".", ".,", (own?.Decimal is null ? shared : own)) ?? '.';
        var group = (own?.Group ?? shared?.Group) is { } g ? Mark(g, ",. '", own?.Group is null ? shared : own) : null;
        if (group == point) diagnostics.Add(FactModelDiagnostics.Format, (own ?? shared)!.Span, point.ToString());
        var codes = own?.Codes ?? new Dictionary<string, string>();
        foreach (var (word, code) in codes)
        {
            if (type is not EnumType e) diagnostics.Add(FactModelDiagnostics.UnknownCode, own!.Span, code, word, type.Name, LocalizedText.Same(""));
            else if (e.Declaration.IndexOf(code) < 0)
                diagnostics.Add(FactModelDiagnostics.UnknownCode, own!.Span, code, word, type.Name, Suggestion.Phrase(code, e.Declaration.Members.Select(m => m.Code)));
        }
        return new FieldFormat
        {
            Absent = [.. own?.Absent ?? shared?.Absent ?? []],
            True = [.. own?.True ?? shared?.True ?? []],
            False = [.. own?.False ?? shared?.False ?? []],
            Dates = [.. dates],
            DecimalMark = point,
            GroupMark = group,
            Codes = codes.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private char? Mark(string written, string permitted, FormatEntry? entry)
    {
        if (written.Length == 1 && permitted.Contains(written[0], StringComparison.Ordinal)) return written[0];
        diagnostics.Add(FactModelDiagnostics.Format, entry!.Span, written);
        return null;
    }

    // A format of days that loses the day, the month or the year reads other days than were written.
    private void CheckDate(string format, FormatEntry entry)
    {
        var day = new DateOnly(2026, 11, 23);
        try
        {
            var culture = System.Globalization.CultureInfo.InvariantCulture;
            if (DateOnly.TryParseExact(day.ToString(format, culture), format, culture, System.Globalization.DateTimeStyles.None, out var back) && back == day) return;
        }
        catch (FormatException)
        {
            // Reported below like a format that does not read back.
        }
        diagnostics.Add(FactModelDiagnostics.Format, entry.Span, format);
    }
}
