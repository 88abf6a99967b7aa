/** A landing page of a React application: the element as it is, and what it tells as state. */
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { TundishPlayerElement } from '../src/api.ts';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'tundish-player': DetailedHTMLProps<
        HTMLAttributes<TundishPlayerElement> & { funnel: string; initialData?: object },
        TundishPlayerElement
      >;
    }
  }
}

function Offer() {
  const player = useRef<TundishPlayerElement>(null);
  const [layer, setLayer] = useState('');
  useEffect(() => {
    const element = player.current;
    const follow = ({ detail }: CustomEvent<{ layer: string }>) => setLayer(detail.layer);
    element?.addEventListener('tundish-layer', follow);
    return () => element?.removeEventListener('tundish-layer', follow);
  }, []);
  return (
    <>
      <p>
        The visitor is at: <output>{layer}</output>
      </p>
      <tundish-player ref={player} funnel="lead-form" initialData={{ from: 'react' }} />
    </>
  );
}

createRoot(document.querySelector('#react')!).render(<Offer />);
