import type { SmsPieceCalculator, PieceChangeDetail } from "sms-piece-calculator/element";
import "sms-piece-calculator/element";
import { useState, type DetailedHTMLProps, type HTMLAttributes } from "react";

type Props = DetailedHTMLProps<HTMLAttributes<SmsPieceCalculator>, SmsPieceCalculator>;

declare module "react" {
    namespace JSX {
        interface IntrinsicElements {
            "sms-piece-calculator": Props &
                Partial<Pick<SmsPieceCalculator, "text" | "name" | "variables" | "limitPieces">> & {
                    onpiecechange?: (event: CustomEvent<PieceChangeDetail>) => void;
                };
        }
    }
}

export function Composer() {
    const [pieces, setPieces] = useState(0);
    return (
        <form>
            <sms-piece-calculator
                name="body"
                limitPieces={3}
                variables={{ name: "Wei" }}
                onpiecechange={({ detail }) => setPieces(detail.pieces)}
            />
            <button disabled={pieces === 0}>Send {pieces} pieces</button>
        </form>
    );
}
