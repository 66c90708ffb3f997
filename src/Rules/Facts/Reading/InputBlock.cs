namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>A run of whole records of a file.</summary>
internal sealed class InputBlock
{
    /// <summary>Rented from the shared pool; the block's reader gives it back.</summary>
    public required byte[] Buffer { get; init; }

    /// <summary>Bytes that belong to the block.</summary>
    public required int Length { get; init; }

    /// <summary>Line on which the block begins, counted from 1.</summary>
    public required long FirstLine { get; init; }

    /// <summary>Bytes of the file that the block stands for.</summary>
    public required long InputBytes { get; init; }

    /// <summary>Whether the block is the beginning of a record that is longer than the limit, whose rest was passed over.</summary>
    public bool IsTooLong { get; init; }

    public ReadOnlySpan<byte> Data => Buffer.AsSpan(0, Length);
}
