using System.Buffers;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Lines of UTF-8 that grow until they are taken. Used by one thread, and used again.</summary>
internal sealed class RowBuffer(int capacity) : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[capacity];
    private int _length;

    /// <summary>What was written; valid until the buffer is used again.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Room for a number of bytes, of which <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (_bytes.Length - _length < Math.Max(sizeHint, 1)) Grow(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(_length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length - _length < Math.Max(sizeHint, 1)) Grow(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    public void Advance(int count) => _length += count;

    public void Add(byte value)
    {
        if (_bytes.Length == _length) Grow(1);
        _bytes[_length++] = value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length) Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Grow(int more) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
}
