using System.Text;
using DssTyped.Rest.Rows;

namespace DssTyped.Tests.Rest.Rows;

/// <summary>Texts as they lie in a reader's buffer: with other cells behind.</summary>
internal static class Cells
{
    private static readonly byte[] Behind = Encoding.UTF8.GetBytes("123456781.5\t7\n00Z\té\"9.9.true:00.000Z12345678901234567890");

    public static CellText Of(string text)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text), .. Behind];
        return new CellText(ref bytes[0], bytes.Length - Behind.Length);
    }
}
