namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>A run of rows that were decided: their lines of output, in the order of the input. Valid until the next block is asked for.</summary>
/// <param name="Output">Lines with outcomes, as UTF-8.</param>
/// <param name="Rejects">Lines with rejected rows, as UTF-8.</param>
/// <param name="Tally">What the block holds.</param>
/// <param name="InputBytes">Bytes of the input that the block stands for.</param>
public sealed record DecidedBlock(ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Rejects, BatchTally Tally, long InputBytes);
